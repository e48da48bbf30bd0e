import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { me } from '../../modules/identity/contract/session.ts'
import { signInAddress } from '../../modules/identity/web/addresses.ts'
import {
  hrefOf,
  readSearch,
  searchFields,
  searchText,
  withoutDefaults,
} from '../../platform/ui/address.ts'
import { RefusedError } from '../../platform/ui/api.ts'
import { queryClient, reading } from '../../platform/ui/api-queries.ts'
import { fetched } from '../../platform/ui/later-code.ts'
import type { PageDefinition } from '../../platform/ui/pages.ts'
import { ConsoleFrame } from './ConsoleFrame.tsx'
import { Guarded, NoPage, PageFailure } from './fallbacks.tsx'
import { menu, pages } from './modules.ts'
import { SignedIn } from './SignedIn.tsx'

const root = createRootRoute({ component: Outlet })

/** Everything below needs a session; without one the person is sent to sign in and back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queryClient.ensureQueryData(reading(me, {})) }
    } catch (error) {
      if (!(error instanceof RefusedError && error.problem.status === 401)) throw error
      const next = location.href === '/' ? undefined : location.href
      throw redirect({ href: hrefOf(signInAddress, { search: next ? { next } : {} }) })
    }
  },
})

const consoleRoute = createRoute({
  getParentRoute: () => signedIn,
  id: 'console',
  component: ConsoleFrame,
})

/** The first page of the menu that this person may open. */
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const held = new Set(context.me.permissions)
    const first = [...menu]
      .sort((a, b) => a.group - b.group || a.order - b.order)
      .find(({ permission }) => permission === undefined || held.has(permission))
    if (first) throw redirect({ href: hrefOf(first.address, {} as never), replace: true })
  },
  component: NoPage,
})

const routeOf = (page: PageDefinition, parent: () => typeof consoleRoute) => {
  const Loaded = lazyRouteComponent(fetched(page.load))
  return createRoute({
    getParentRoute: parent,
    path: page.address.path as string,
    validateSearch: (raw: Record<string, unknown>) =>
      withoutDefaults(page.address, readSearch(page.address, raw)),
    component: () => (
      <Guarded page={page}>
        <Loaded />
      </Guarded>
    ),
    loader: () => Loaded.preload?.(),
  })
}

const under = (frame: PageDefinition['frame'], parent: unknown) =>
  pages
    .filter((page) => page.frame === frame)
    .map((page) => routeOf(page, () => parent as typeof consoleRoute))

export const router = createRouter({
  routeTree: root.addChildren([
    ...under('open', root),
    signedIn.addChildren([
      home,
      ...under('plain', signedIn),
      consoleRoute.addChildren(under('console', consoleRoute)),
    ]),
  ]),
  parseSearch: searchFields,
  stringifySearch: searchText,
  defaultPreload: 'intent',
  // Data is kept by the query client; the router only brings code.
  defaultPreloadStaleTime: 0,
  defaultNotFoundComponent: NoPage,
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
})
