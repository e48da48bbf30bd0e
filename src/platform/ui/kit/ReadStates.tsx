import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { RefusedError } from '../api.ts'
import { kit } from '../kit-text.ts'
import { MissingCodeError, openAnew } from '../later-code.ts'
import { StateMark } from './StateMark.tsx'

/** Nothing for the first 150 ms: most answers are there before anybody could look. */
const patienceMs = 150

function useImpatient(waiting: boolean): boolean {
  const [impatient, setImpatient] = useState(false)
  useEffect(() => {
    setImpatient(false)
    if (!waiting) return
    const timer = setTimeout(() => setImpatient(true), patienceMs)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && impatient
}

/** Grey rows of the height that the content will have. */
export function Skeleton({ rows = 4, rowPx = 34 }: { rows?: number; rowPx?: number }) {
  const t = kit.useText()
  const shown = useImpatient(true)
  return (
    <div className="ay-skeleton" role="status" aria-label={t('state.loading')}>
      {[...Array(rows).keys()].map((row) => (
        <div key={row} style={{ height: rowPx }} data-shown={shown} />
      ))}
    </div>
  )
}

interface FailureProps {
  readonly error: Error
  readonly retry?: (() => void) | undefined
}

/** What failed, what still works, how to go on, and a number to tell somebody. */
export function Failure({ error, retry }: FailureProps) {
  const t = kit.useText()
  const problem = error instanceof RefusedError ? error.problem : undefined
  const reference = problem?.params?.['reference']
  return (
    <div className="ay-empty" role="alert">
      <p>
        <StateMark tone="gap" /> <strong>{t('state.error')}</strong>
      </p>
      <p>{problem ? problem.detail : t('state.errorUnreachable')}</p>
      {typeof reference === 'string' ? <Reference text={reference} /> : null}
      {error instanceof MissingCodeError ? (
        <OpenAnew />
      ) : retry ? (
        <Button onClick={retry}>{t('state.retry')}</Button>
      ) : null}
    </div>
  )
}

function OpenAnew() {
  const t = kit.useText()
  const [asked, setAsked] = useState(false)
  const ask = () => {
    setAsked(true)
    void openAnew()
  }
  return (
    <Button loading={asked} onClick={ask}>
      {t('state.retry')}
    </Button>
  )
}

function Reference({ text }: { text: string }) {
  const t = kit.useText()
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true))
  return (
    <p>
      {t('state.errorReference', { reference: text })}{' '}
      <Button size="small" type="link" onClick={copy}>
        {t(copied ? 'state.copied' : 'state.copy')}
      </Button>
    </p>
  )
}

interface EmptyProps {
  /** `ok`: it is good that there is nothing. */
  readonly tone?: 'ok' | 'off'
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Says why there is nothing and what to do about it. */
export function Empty({ tone = 'off', title, children, action }: EmptyProps) {
  return (
    <div className="ay-empty" data-tone={tone}>
      <p>
        <StateMark tone={tone} /> <strong>{title}</strong>
      </p>
      {children === undefined ? null : <p className="ay-note">{children}</p>}
      {action}
    </div>
  )
}

interface ReadProps<T> {
  readonly query: UseQueryResult<T>
  readonly rows?: number
  readonly rowPx?: number
  readonly children: (data: T) => ReactNode
}

/** What a panel shows while it is read, when it failed, and when it is there. Old data stays. */
export function Read<T>({ query, rows = 4, rowPx = 34, children }: ReadProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  return <Skeleton rows={rows} rowPx={rowPx} />
}
