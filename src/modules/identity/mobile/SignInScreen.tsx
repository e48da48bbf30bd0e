import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { call, isRefused, RefusedError } from '../../../platform/ui/api.ts'
import { nowMs, useNow } from '../../../platform/ui/clock.ts'
import { StateMark } from '../../../platform/ui/kit/StateMark.tsx'
import { go, usePath } from '../../../platform/ui/phone/path.ts'
import { countdown } from '../../../platform/ui/wall-time.ts'
import { signIn } from '../contract/session.ts'
import { EnrolSheet } from './EnrolSheet.tsx'
import { LookChoices } from './LookChoices.tsx'
import { deviceName, identify, useOwed } from './session.ts'
import { identityPhoneText } from './text.ts'

interface Attempt {
  readonly busy: boolean
  readonly failure?: string
  readonly waitUntilMs?: number
}

const noFields = { loginName: '', password: '', code: '' }
type Fields = typeof noFields

/** Account, password and code. This phone stays signed in for thirty days. */
export default function SignInScreen() {
  const t = identityPhoneText.useText()
  const { query } = usePath()
  const owed = useOwed()
  return (
    <div className="ph-screen">
      <main className="ph-body ph-sign-in">
        <div className="ph-brand">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="44" height="44" />
          <div>
            <h1>{t('signIn.title')}</h1>
            <p className="ph-caption">{t('signIn.slogan')}</p>
          </div>
        </div>
        {query.get('ended') ? <p className="ph-row ay-warn">{t('signIn.ended')}</p> : null}
        {owed > 0 ? (
          <p className="ph-row">
            <StateMark tone="wait" size={18} />
            {t('signIn.owed', { count: owed })}
          </p>
        ) : null}
        <SignInForm />
        <p className="ph-caption">{t('signIn.help')}</p>
        <LookChoices />
        <p className="ph-caption">{t('signIn.notice')}</p>
      </main>
    </div>
  )
}

function SignInForm() {
  const t = identityPhoneText.useText()
  const [fields, setFields] = useState<Fields>(noFields)
  const [touched, setTouched] = useState(false)
  const [attempt, setAttempt] = useState<Attempt>({ busy: false })
  const [enrolling, setEnrolling] = useState(false)
  const set = (name: keyof Fields) => (value: string) =>
    setFields((present) => ({ ...present, [name]: value }))
  const missing = fields.loginName.trim() === '' || fields.password === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (missing) return
    setAttempt({ busy: true })
    try {
      await signInWith(fields)
    } catch (error) {
      if (isRefused(error, 'identity.totpNotEnrolled')) setEnrolling(true)
      setAttempt({ busy: false, ...failureOf(error as Error) })
    }
  }
  return (
    <form className="ph-card" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('signIn.account')}
        value={fields.loginName}
        onChange={set('loginName')}
        fault={touched && fields.loginName.trim() === '' ? t('signIn.accountMissing') : undefined}
        autoComplete="username"
      />
      <Field
        label={t('signIn.password')}
        value={fields.password}
        onChange={set('password')}
        fault={touched && fields.password === '' ? t('signIn.passwordMissing') : undefined}
        autoComplete="current-password"
        type="password"
      />
      <Field
        label={t('signIn.code')}
        note={t('signIn.codeHelp')}
        value={fields.code}
        onChange={set('code')}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
      <Submit attempt={attempt} />
      <EnrolSheet
        open={enrolling}
        loginName={fields.loginName}
        password={fields.password}
        onClose={() => setEnrolling(false)}
      />
    </form>
  )
}

async function signInWith({ loginName, password, code }: Fields): Promise<void> {
  const digits = code.replace(/\s/g, '')
  await call(signIn, {
    body: {
      loginName,
      password,
      deviceName: deviceName(),
      deviceBound: true,
      ...(digits === '' ? {} : { code: digits }),
    },
  })
  await identify()
  go('/', { replace: true })
}

function failureOf(error: Error): Omit<Attempt, 'busy'> {
  const { text } = identityPhoneText
  if (!(error instanceof RefusedError)) return { failure: text('signIn.serviceDown') }
  const waitS = error.problem.params?.['waitS']
  if (typeof waitS === 'number') {
    return { failure: error.message, waitUntilMs: nowMs() + waitS * 1000 }
  }
  // A malformed account or code is as wrong as an unknown one.
  const wrong = error.problem.code === 'request.invalid'
  return { failure: wrong ? text('signIn.wrong') : error.message }
}

function Submit({ attempt }: { attempt: Attempt }) {
  const t = identityPhoneText.useText()
  const leftMs = (attempt.waitUntilMs ?? 0) - useNow().getTime()
  const failure = leftMs > 0 ? t('signIn.wait', { time: countdown(leftMs) }) : attempt.failure
  return (
    <>
      <div role="alert">
        {failure ? (
          <p className="ph-row ay-gap">
            <StateMark tone="gap" size={18} />
            <span>{failure}</span>
          </p>
        ) : null}
      </div>
      <button type="submit" className="ph-big" disabled={attempt.busy || leftMs > 0}>
        <strong>{t('signIn.submit')}</strong>
      </button>
    </>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fault?: string | undefined
  readonly note?: ReactNode
  readonly autoComplete: string
  readonly type?: 'text' | 'password'
  readonly inputMode?: 'numeric'
}

export function Field(props: FieldProps) {
  const id = useId()
  const described = props.fault || props.note ? `${id}n` : undefined
  return (
    <div className="ph-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type={props.type ?? 'text'}
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
        autoComplete={props.autoComplete}
        inputMode={props.inputMode}
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={props.fault !== undefined}
        aria-describedby={described}
      />
      {described ? (
        <p id={described} className={props.fault ? 'ay-gap' : 'ph-caption'}>
          {props.fault ?? props.note}
        </p>
      ) : null}
    </div>
  )
}
