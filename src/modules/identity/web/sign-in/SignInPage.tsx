import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { health } from '../../../../platform/contract/health.ts'
import { useSearchOf } from '../../../../platform/ui/address.ts'
import { call, isRefused, RefusedError } from '../../../../platform/ui/api.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { LanguageChoice, ThemeChoice } from '../../../../platform/ui/frame/AccountMenu.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useLargeType } from '../../../../platform/ui/theme/large-type.ts'
import { countdown } from '../../../../platform/ui/wall-time.ts'
import { signIn } from '../../contract/session.ts'
import { ownPath, signInAddress } from '../addresses.ts'
import { Enrolment } from './Enrolment.tsx'
import './sign-in.css'
import { identityText } from '../text.ts'

/** Account, password and code. Says what went wrong in words, never which of the three it was. */
export default function SignInPage() {
  const t = identityText.useText()
  return (
    <div className="si-page">
      <div className="si-side">
        <div className="si-brand">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="40" height="40" />
          <div>
            <strong>{t('signIn.brand')}</strong>
            <span>{t('signIn.platform')}</span>
          </div>
        </div>
        <p className="si-slogan">
          {t('signIn.slogan1')}
          <br />
          {t('signIn.slogan2')}
          <br />
          {t('signIn.slogan3')}
        </p>
        <p>{t('signIn.promise')}</p>
        <footer>
          <p>{t('signIn.notice1')}</p>
          <p>{t('signIn.notice2')}</p>
        </footer>
      </div>
      <main className="si-main">
        <div className="si-choices">
          <ThemeChoice />
          <LanguageChoice />
        </div>
        <SignInForm />
      </main>
    </div>
  )
}

interface Attempt {
  readonly busy: boolean
  readonly failure?: string
  readonly waitUntilMs?: number
  /** The account needs an authenticator and has none. */
  readonly enrol?: boolean
}

const codeDigits = 6
const digitsOf = (text: string): string => text.replace(/\s/g, '')

function SignInForm() {
  const t = identityText.useText()
  const search = useSearchOf(signInAddress)
  const router = useRouter()
  const client = useQueryClient()
  const [fields, setFields] = useState({ loginName: '', password: '', code: '' })
  const [touched, setTouched] = useState(false)
  const [attempt, setAttempt] = useState<Attempt>({ busy: false })
  const set = (name: keyof typeof fields) => (value: string) =>
    setFields((present) => ({ ...present, [name]: value }))
  const code = digitsOf(fields.code)
  const faults = {
    loginName: fields.loginName.trim() === '' ? t('signIn.accountMissing') : undefined,
    password: fields.password === '' ? t('signIn.passwordMissing') : undefined,
    code: codeFault(code, t),
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (faults.loginName || faults.password || faults.code) return
    setAttempt({ busy: true })
    try {
      const { loginName, password } = fields
      const body = { loginName, password, deviceName: '', deviceBound: false }
      await call(signIn, { body: code === '' ? body : { ...body, code } })
      client.clear()
      router.history.replace(ownPath(search.next))
    } catch (error) {
      setAttempt({ busy: false, ...failureOf(error as Error) })
    }
  }
  return (
    <form className="si-form" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('signIn.title')}</h1>
      <p className="si-note">{search.ended ? t('signIn.ended') : t('signIn.note')}</p>
      <TextField
        label={t('signIn.account')}
        value={fields.loginName}
        onChange={set('loginName')}
        fault={touched ? faults.loginName : undefined}
        autoComplete="username"
      />
      <PasswordField
        value={fields.password}
        onChange={set('password')}
        fault={touched ? faults.password : undefined}
      />
      <TextField
        label={t('signIn.code')}
        value={fields.code}
        onChange={set('code')}
        fault={touched ? faults.code : undefined}
        help={t('signIn.codeHelp')}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
      {attempt.enrol ? <Enrolment loginName={fields.loginName} password={fields.password} /> : null}
      <SubmitButton attempt={attempt} />
      <Links />
      <Connection />
    </form>
  )
}

function codeFault(code: string, t: ReturnType<typeof identityText.useText>): string | undefined {
  if (code === '') return undefined
  if (!/^\d*$/.test(code) || code.length > codeDigits) return t('signIn.codeWrong')
  return code.length < codeDigits
    ? t('signIn.codeShort', { count: codeDigits - code.length })
    : undefined
}

function failureOf(error: Error): Omit<Attempt, 'busy'> {
  if (isRefused(error, 'identity.totpNotEnrolled')) return { failure: error.message, enrol: true }
  const waitS = error instanceof RefusedError ? error.problem.params?.['waitS'] : undefined
  if (typeof waitS === 'number') {
    return { failure: error.message, waitUntilMs: nowMs() + waitS * 1000 }
  }
  const known = error instanceof RefusedError
  return { failure: known ? error.message : identityText.text('signIn.serviceDown') }
}

function SubmitButton({ attempt }: { attempt: Attempt }) {
  const t = identityText.useText()
  const leftMs = (attempt.waitUntilMs ?? 0) - useNow().getTime()
  const waiting = leftMs > 0
  return (
    <>
      <p className="si-failure" role="alert">
        {attempt.failure && !waiting ? <Fault text={attempt.failure} /> : null}
        {waiting ? <Fault text={t('signIn.wait', { time: countdown(leftMs) })} /> : null}
      </p>
      <button type="submit" className="si-submit" disabled={attempt.busy || waiting}>
        {t('signIn.submit')}
      </button>
    </>
  )
}

const Fault = ({ text }: { text: string }) => (
  <span className="si-fault">
    <StateMark tone="gap" size={13} /> {text}
  </span>
)

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fault: string | undefined
  readonly help?: string
  readonly autoComplete: string
  readonly type?: 'text' | 'password'
  readonly inputMode?: 'numeric'
  readonly end?: ReactNode
}

function TextField(props: FieldProps) {
  const id = useId()
  const notes = [props.fault ? `${id}f` : '', props.help ? `${id}h` : ''].filter(Boolean).join(' ')
  return (
    <div className="si-field">
      <label htmlFor={id}>{props.label}</label>
      <div className="si-input" data-fault={props.fault !== undefined}>
        <input
          id={id}
          type={props.type ?? 'text'}
          value={props.value}
          onChange={({ target }) => props.onChange(target.value)}
          autoComplete={props.autoComplete}
          inputMode={props.inputMode}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={props.fault !== undefined}
          aria-describedby={notes || undefined}
        />
        {props.end}
      </div>
      {props.fault ? (
        <p id={`${id}f`}>
          <Fault text={props.fault} />
        </p>
      ) : null}
      {props.help ? (
        <p id={`${id}h`} className="si-note">
          {props.help}
        </p>
      ) : null}
    </div>
  )
}

type PasswordProps = Pick<FieldProps, 'value' | 'onChange' | 'fault'>

function PasswordField(props: PasswordProps) {
  const t = identityText.useText()
  const [open, setOpen] = useState(false)
  return (
    <TextField
      {...props}
      label={t('signIn.password')}
      type={open ? 'text' : 'password'}
      autoComplete="current-password"
      end={
        <button type="button" aria-pressed={open} onClick={() => setOpen(!open)}>
          {t(open ? 'signIn.hide' : 'signIn.show')}
        </button>
      }
    />
  )
}

function Links() {
  const t = identityText.useText()
  const [large, setLarge] = useLargeType()
  return (
    <div className="si-links">
      <span className="si-note">{t('signIn.forgot')}</span>
      <span>
        <a href="/m/">{t('signIn.phone')}</a>
        <button type="button" onClick={() => setLarge(!large)}>
          {t(large ? 'signIn.normal' : 'signIn.large')}
        </button>
      </span>
    </div>
  )
}

const retryMs = 5_000

/** Whether it would work at all: service, encryption, browser. */
function Connection() {
  const t = identityText.useText()
  const service = useRead(health, {}, { refetchMs: retryMs })
  const local = /^(?:localhost|127\.|\[::1\])/.test(window.location.hostname)
  const encrypted = window.location.protocol === 'https:'
  return (
    <p className="si-connection">
      {service.data?.ready ? (
        <StateWord tone="ok">{t('signIn.serviceUp')}</StateWord>
      ) : (
        <StateWord tone={service.error ? 'gap' : 'wait'}>
          {t(service.error ? 'signIn.serviceDown' : 'signIn.serviceAsking')}
        </StateWord>
      )}
      <StateWord tone={encrypted || local ? 'ok' : 'warn'}>
        {t(encrypted ? 'signIn.encrypted' : local ? 'signIn.local' : 'signIn.plain')}
      </StateWord>
      <StateWord tone="ok">{t('signIn.browser')}</StateWord>
    </p>
  )
}
