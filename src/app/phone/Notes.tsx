import { StateMark } from '../../platform/ui/kit/StateMark.tsx'
import { LinkButton } from '../../platform/ui/phone/controls.tsx'
import { phoneText } from '../../platform/ui/phone/phone-text.ts'
import { takeUpdate, useUpdateReady } from './updates.ts'

/** What concerns the whole phone: a connection that forbids its work, a version that waits. */
export function Notes() {
  const t = phoneText.useText()
  const updateReady = useUpdateReady()
  return (
    <>
      {window.isSecureContext ? null : (
        <p className="ph-strip" role="alert">
          <StateMark tone="warn" size={17} />
          {t('insecure')}
        </p>
      )}
      {updateReady ? (
        <p className="ph-strip">
          <span>{t('update.ready')}</span>
          <LinkButton onPress={() => void takeUpdate()}>{t('update.use')}</LinkButton>
        </p>
      ) : null}
    </>
  )
}
