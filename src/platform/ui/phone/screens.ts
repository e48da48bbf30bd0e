import type { ComponentType, ReactNode } from 'react'

export type ScreenParams = Readonly<Record<string, string>>

/** One screen of a module: its address and its code, loaded when it is opened. */
export interface ScreenDefinition {
  /** `/gate-code/:gateId` */
  readonly path: string
  readonly load: () => Promise<{ default: ComponentType<{ params: ScreenParams }> }>
  /** `open` needs no session. */
  readonly open?: boolean
  readonly permission?: string
}

/** An entry of the bar at the bottom; four at most are shown. */
export interface TabDefinition {
  readonly path: string
  readonly label: () => string
  readonly icon: ReactNode
  readonly order: number
  readonly permission?: string
  /** A count that asks for attention, as a hook. */
  readonly useCount?: () => number
}

/** An entry of the list behind 我的. */
export interface EntryDefinition {
  readonly path: string
  readonly label: () => string
  readonly note?: () => string
  readonly order: number
  readonly permission?: string
  readonly useCount?: () => number
}

/** What a module gives to the phone. */
export interface ModuleScreens {
  readonly screens: readonly ScreenDefinition[]
  readonly tabs?: readonly TabDefinition[]
  readonly entries?: readonly EntryDefinition[]
  /** Code behind the screens that must be there without a network as well. */
  readonly behind?: readonly (() => Promise<unknown>)[]
}
