import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnyAddress, Target } from '../address.ts'
import { kit } from '../kit-text.ts'
import { grouped } from '../text.ts'

interface FigureProps<A extends AnyAddress> {
  readonly value: number | string
  readonly unit?: ReactNode
  readonly caption?: ReactNode
  /** The page that shows the rows behind the figure. */
  readonly to: A
  readonly target: Target<A>
}

/** A number that opens its rows. */
export function Figure<A extends AnyAddress>(props: FigureProps<A>) {
  const t = kit.useText()
  const { value, unit, caption, to, target } = props
  return (
    <span className="ay-figure">
      <PageLink to={to} target={target} title={t('figure.rows')}>
        {typeof value === 'number' ? grouped(value) : value}
      </PageLink>
      {unit === undefined ? null : <span className="ay-unit">{unit}</span>}
      {caption === undefined ? null : <span className="ay-caption">{caption}</span>}
    </span>
  )
}

interface PageLinkProps<A extends AnyAddress> {
  readonly to: A
  readonly target: Target<A>
  readonly className?: string
  readonly title?: string
  readonly children: ReactNode
}

/** A link to a page by its address: parameters and search are checked by the compiler. */
export function PageLink<A extends AnyAddress>(props: PageLinkProps<A>) {
  const { to, target, className, title, children } = props
  const search = (target.search ?? {}) as never
  return (
    <Link
      to={to.path as string}
      params={(target.params ?? {}) as never}
      search={search}
      className={className}
      title={title}
    >
      {children}
    </Link>
  )
}
