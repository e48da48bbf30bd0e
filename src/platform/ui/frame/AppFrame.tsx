import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useKeys } from '../kit/keys.ts'
import { UndoRegion } from '../kit/Undo.tsx'
import { kit } from '../kit-text.ts'
import type { FinderDefinition, MenuEntry, PageDefinition } from '../pages.ts'
import { stored } from '../stored.ts'
import { usePermissions, type Viewer } from '../viewer.ts'
import { AccountMenu, type RoleChoice } from './AccountMenu.tsx'
import { AsOf, LiveBadge } from './LiveBadge.tsx'
import { SearchPalette } from './SearchPalette.tsx'

export interface AppFrameProps {
  readonly viewer: Viewer
  readonly menu: readonly MenuEntry[]
  readonly pages: readonly PageDefinition[]
  readonly finders: readonly FinderDefinition[]
  readonly searchHint: string
  /** Which version this is, leading to what is in it. */
  readonly about: ReactNode
  readonly roles: readonly RoleChoice[]
  readonly onRole: (id: string) => void
  readonly onSignOut: () => void
  /** What stands in the top bar before the live state. */
  readonly status?: ReactNode
}

const railBelowPx = 1280
const railChoice = stored<boolean>('rail', (value) =>
  typeof value === 'boolean' ? value : undefined,
)

/** Menu at the left, bar above, page in the middle: the same on every page of the console. */
export function AppFrame(props: AppFrameProps) {
  const t = kit.useText()
  const [searching, setSearching] = useState(false)
  const [collapsed, setCollapsed] = useState(railChoice.read() ?? false)
  const dense = useDensePage(props.pages)
  const narrow = useNarrow()
  const rail = collapsed || narrow || dense
  useKeys({
    'ctrl+k': (event) => {
      event.preventDefault()
      setSearching(true)
    },
  })
  const toggle = () => {
    railChoice.write(!collapsed)
    setCollapsed(!collapsed)
  }
  return (
    <div className="ay-frame" data-rail={rail}>
      <a className="ay-skip" href="#content">
        {t('frame.skip')}
      </a>
      <SideMenu
        menu={props.menu}
        rail={rail}
        onToggle={narrow || dense ? undefined : toggle}
        foot={
          <>
            <AsOf />
            <span>
              {props.about}・{props.viewer.area.name}
            </span>
          </>
        }
      />
      <TopBar {...props} onSearch={() => setSearching(true)} />
      <main id="content" className="ay-content" tabIndex={-1}>
        <Outlet />
      </main>
      <SearchPalette
        open={searching}
        onClose={() => setSearching(false)}
        menu={props.menu}
        finders={props.finders}
      />
      <UndoRegion />
    </div>
  )
}

function TopBar(props: AppFrameProps & { readonly onSearch: () => void }) {
  const t = kit.useText()
  const { viewer } = props
  return (
    <header className="ay-top">
      <span className="ay-scope">
        {t('scope')} <strong>{viewer.area.name}</strong>
      </span>
      <button type="button" className="ay-search" onClick={props.onSearch}>
        <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="m11 11 4 4" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span>{props.searchHint}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="ay-top-end">
        {props.status}
        <LiveBadge />
        <AccountMenu
          viewer={viewer}
          roles={props.roles}
          onRole={props.onRole}
          onSignOut={props.onSignOut}
        />
      </div>
    </header>
  )
}

interface SideMenuProps {
  readonly menu: readonly MenuEntry[]
  readonly rail: boolean
  readonly onToggle: (() => void) | undefined
  readonly foot: ReactNode
}

function SideMenu({ menu, rail, onToggle, foot }: SideMenuProps) {
  const t = kit.useText()
  const may = usePermissions()
  const allowed = menu.filter(({ permission }) => may(permission))
  const place = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // On a narrow screen the menu is a row that scrolls: where one is must be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is marked active by the path
  useEffect(() => {
    const active = place.current?.querySelector('.active')
    active?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  const groups = [...new Set(allowed.map(({ group }) => group))].sort((a, b) => a - b)
  return (
    <nav ref={place} className="ay-menu" aria-label={t('frame.menu')}>
      <Link to="/" className="ay-brand" title={t('brand')}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="24" height="24" />
        <span>{t('brand')}</span>
      </Link>
      {groups.map((group) => (
        <ul key={group}>
          {allowed
            .filter((entry) => entry.group === group)
            .sort((a, b) => a.order - b.order)
            .map((entry) => (
              <MenuItem key={entry.address.path} entry={entry} rail={rail} />
            ))}
        </ul>
      ))}
      <div className="ay-menu-foot">{foot}</div>
      {onToggle ? (
        <button
          type="button"
          className="ay-menu-toggle"
          onClick={onToggle}
          aria-label={t(rail ? 'frame.expand' : 'frame.collapse')}
          title={t(rail ? 'frame.expand' : 'frame.collapse')}
        >
          {rail ? '»' : '«'}
        </button>
      ) : null}
    </nav>
  )
}

const none = () => undefined
/** Beyond this the number itself says no more than that there are many. */
const countMax = 99

function MenuItem({ entry, rail }: { entry: MenuEntry; rail: boolean }) {
  const useCount = entry.useCount ?? none
  const count = useCount()
  const label = entry.label()
  return (
    <li>
      <Link
        to={entry.address.path}
        activeOptions={{ exact: entry.address.path === '/', includeSearch: false }}
        title={rail ? label : undefined}
      >
        {entry.icon}
        <span className="ay-menu-label">{label}</span>
        {count ? (
          <span className="ay-menu-count">{count > countMax ? `${countMax}+` : count}</span>
        ) : null}
      </Link>
    </li>
  )
}

function useDensePage(pages: readonly PageDefinition[]): boolean {
  const path = useRouterState({
    select: (state) => state.matches[state.matches.length - 1]?.fullPath,
  })
  return pages.some(({ address, dense }) => dense && address.path === path)
}

function useNarrow(): boolean {
  const query = `(max-width: ${railBelowPx - 1}px)`
  const [narrow, setNarrow] = useState(() => window.matchMedia(query).matches)
  useEffect(() => {
    const list = window.matchMedia(query)
    const hear = () => setNarrow(list.matches)
    list.addEventListener('change', hear)
    return () => list.removeEventListener('change', hear)
  }, [query])
  return narrow
}
