import { type ReactNode, useId } from 'react'

interface PanelProps {
  readonly title?: ReactNode
  /** A word beside the title: a date, a count, how it was computed. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly flush?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** A card: one subject, its title, at most a few actions at the right end of the title. */
export function Panel({ title, note, actions, flush, className, children }: PanelProps) {
  const id = useId()
  return (
    <section
      className={`ay-panel ${className ?? ''}`}
      {...(title === undefined ? {} : { 'aria-labelledby': id })}
    >
      {title === undefined ? null : (
        <header className="ay-panel-head">
          <h2 id={id}>{title}</h2>
          {note === undefined ? null : <span className="ay-note">{note}</span>}
          {actions === undefined ? null : <div className="ay-panel-actions">{actions}</div>}
        </header>
      )}
      <div className={flush ? 'ay-panel-flush' : 'ay-panel-body'}>{children}</div>
    </section>
  )
}

interface PageHeadProps {
  readonly title: ReactNode
  readonly tags?: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly above?: ReactNode
  readonly below?: ReactNode
}

/** The title row of a page with its one main action at the right end. */
export function PageHead({ title, tags, note, actions, above, below }: PageHeadProps) {
  return (
    <header className="ay-page-head">
      {above === undefined ? null : <div className="ay-crumb">{above}</div>}
      <div className="ay-page-head-row">
        <h1>{title}</h1>
        {tags}
        {note === undefined ? null : <span className="ay-note">{note}</span>}
        {actions === undefined ? null : <div className="ay-page-actions">{actions}</div>}
      </div>
      {below}
    </header>
  )
}

/** Name and value pairs, as at the head of a record. */
export function Facts({ facts }: { facts: readonly (readonly [ReactNode, ReactNode] | null)[] }) {
  return (
    <dl className="ay-facts">
      {facts.map((fact) =>
        fact === null ? null : (
          <div key={String(fact[0])}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
