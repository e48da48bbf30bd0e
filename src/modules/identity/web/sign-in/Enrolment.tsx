import { useAct } from '../../../../platform/ui/api-queries.ts'
import { QrCode } from '../../../../platform/ui/kit/QrCode.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { enrolTotp } from '../../contract/session.ts'
import { identityText } from '../text.ts'

interface EnrolmentProps {
  readonly loginName: string
  readonly password: string
}

const codeSizePx = 180

/** Binds an authenticator to an account that needs one and has none yet. */
export function Enrolment({ loginName, password }: EnrolmentProps) {
  const t = identityText.useText()
  const enrol = useAct(enrolTotp)
  if (!enrol.data) {
    return (
      <div className="si-enrol">
        <button
          type="button"
          className="si-submit"
          disabled={enrol.isPending}
          onClick={() => enrol.mutate({ body: { loginName, password } })}
        >
          {t('enrol.start')}
        </button>
        {enrol.error ? (
          <p role="alert" className="si-fault">
            <StateMark tone="gap" size={13} /> {enrol.error.message}
          </p>
        ) : null}
      </div>
    )
  }
  return (
    <div className="si-enrol">
      <h2>{t('enrol.title')}</h2>
      <p className="si-note">{t('enrol.note')}</p>
      <QrCode text={enrol.data.otpauthUrl} label={t('enrol.scan')} sizePx={codeSizePx} />
      <p className="si-note">
        {t('enrol.secret')} <code>{enrol.data.secret}</code>
      </p>
    </div>
  )
}
