import { useState } from 'react'
import { call } from '../../../platform/ui/api.ts'
import { BigButton, PlainButton } from '../../../platform/ui/phone/controls.tsx'
import { Sheet } from '../../../platform/ui/phone/Sheet.tsx'
import { say, sayFailure } from '../../../platform/ui/phone/say.ts'
import { enrolTotp } from '../contract/session.ts'
import { identityPhoneText } from './text.ts'

/** A new secret for the authenticator on this same phone; its first code confirms it. */
export function EnrolSheet({
  open,
  loginName,
  password,
  onClose,
}: {
  open: boolean
  loginName: string
  password: string
  onClose: () => void
}) {
  const t = identityPhoneText.useText()
  const [made, setMade] = useState<{ otpauthUrl: string; secret: string }>()
  const enrol = async () => setMade(await call(enrolTotp, { body: { loginName, password } }))
  const copy = async (secret: string) => {
    await navigator.clipboard.writeText(secret)
    say(t('enrol.copied'))
  }
  return (
    <Sheet title={t('enrol.title')} open={open} onClose={onClose}>
      <p>{t('enrol.why')}</p>
      {made ? (
        <>
          <a className="ph-plain ph-center" href={made.otpauthUrl}>
            {t('enrol.open')}
          </a>
          <p className="ph-caption">{t('enrol.byHand')}</p>
          <p className="ph-secret">{made.secret.replace(/(.{4})/g, '$1 ').trim()}</p>
          <PlainButton onPress={() => void copy(made.secret).catch(sayFailure)}>
            {t('enrol.copy')}
          </PlainButton>
          <BigButton note={t('enrol.doneNote')} onPress={onClose}>
            {t('enrol.done')}
          </BigButton>
        </>
      ) : (
        <BigButton onPress={() => void enrol().catch(sayFailure)}>{t('enrol.make')}</BigButton>
      )}
    </Sheet>
  )
}
