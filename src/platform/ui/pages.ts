import type { ReactNode } from 'react'
import type { AnyAddress } from './address.ts'

/** One page of a module: its address, who may open it, and its code, loaded when it is opened. */
export interface PageDefinition {
  readonly address: AnyAddress
  readonly title: () => string
  readonly load: () => Promise<{ default: () => ReactNode }>
  /** Absent: any person who signed in. */
  readonly permission?: string
  /** `console` with menu and bar; `plain` alone on the screen; `open` needs no session. */
  readonly frame: 'console' | 'plain' | 'open'
  /** Dense pages keep the menu to its rail. */
  readonly dense?: boolean
}

export interface MenuEntry {
  readonly address: AnyAddress
  readonly label: () => string
  readonly icon: ReactNode
  readonly permission?: string
  /** Entries of one group stand together; groups and entries are ordered by number. */
  readonly group: number
  readonly order: number
  /** A count that asks for attention, as a hook. */
  readonly useCount?: () => number | undefined
}

export interface Found {
  readonly key: string
  readonly label: string
  readonly detail: string
  readonly href: string
}

/** What the search of the top bar asks a module. */
export interface FinderDefinition {
  readonly heading: () => string
  readonly permission?: string
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>
}

/** Something that a module puts on another module's page, which need not know it. */
export interface PanelDefinition {
  readonly key: string
  readonly place: 'wall'
  readonly title: () => string
  readonly note: () => string
  readonly load: () => Promise<{ default: () => ReactNode }>
  readonly permission?: string
  readonly order: number
}

/** What a module gives to the console. */
export interface ModulePages {
  readonly pages: readonly PageDefinition[]
  readonly menu: readonly MenuEntry[]
  readonly finders?: readonly FinderDefinition[]
  readonly panels?: readonly PanelDefinition[]
}
