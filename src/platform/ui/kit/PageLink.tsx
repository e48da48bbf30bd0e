import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnyAddress, Target } from '../address.ts'

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
