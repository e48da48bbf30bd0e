import type { Said } from '../../../platform/contract/said.ts'

/** How an indicator relates to time: 时点, 累计, 日均. */
export const periodKinds = ['asOf', 'since', 'average'] as const
export type PeriodKind = (typeof periodKinds)[number]

export const indicatorGroups = [
  'posts',
  'presence',
  'gaps',
  'events',
  'force',
  'register',
  'guards',
  'gear',
  'reports',
] as const
export type IndicatorGroup = (typeof indicatorGroups)[number]

/**
 * How the value comes from others or from rows. `rows` are declared as SQL in the server
 * (`formulas.ts`); everything else is arithmetic over them, so that each figure ends in rows.
 */
export type Formula =
  | { readonly kind: 'rows' }
  | { readonly kind: 'sum'; readonly of: readonly string[]; readonly minus?: readonly string[] }
  /** Schools with at least one row. */
  | { readonly kind: 'places'; readonly of: string }
  /** Days with at least one row. */
  | { readonly kind: 'days'; readonly of: string }
  | {
      readonly kind: 'quotient'
      readonly of: string
      readonly per: string
      readonly percent: boolean
    }

/** One statistic, declared once: what people see, and how it is made. */
export interface IndicatorDefinition {
  readonly group: IndicatorGroup
  readonly period: PeriodKind
  readonly formula: Formula
  readonly name: Said
  readonly unit: Said
  /** 口径 in one sentence. */
  readonly definition: Said
  /** The document that asked for the figure, by its county; null for a part of another one. */
  readonly source: Said | null
  /** Small counts could point at a person: hidden in public versions. */
  readonly sensitive?: boolean
  /** Rows count in smaller units than the figure: minutes for hours. */
  readonly perUnit?: number
  /** Digits after the point. */
  readonly decimals?: number
}

/** Below this a sensitive count is hidden in public versions. */
export const smallCellBelow = 5
