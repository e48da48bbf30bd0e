import { PlainButton } from '../../../platform/ui/phone/controls.tsx'
import { useOutbox } from '../../../platform/ui/phone/outbox/outbox.ts'
import { sayFailure } from '../../../platform/ui/phone/say.ts'
import { leave } from './session.ts'
import { identityPhoneText } from './text.ts'

/** Leaving would strand what has not been sent, so it waits for it, and says so. */
export function SignOutButton() {
  const t = identityPhoneText.useText()
  const view = useOutbox()
  const owed = view?.owed ?? 0
  return (
    <>
      <PlainButton disabled={!view || owed > 0} onPress={() => void leave().catch(sayFailure)}>
        {t('signOut.submit')}
      </PlainButton>
      {owed > 0 ? <p className="ph-note">{t('signOut.blocked', { count: owed })}</p> : null}
    </>
  )
}
