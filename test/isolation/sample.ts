import type { Role } from '../../src/modules/identity/contract/role.ts'
import type { County } from '../county.ts'
import type { AreaKey } from '../world.ts'

/** Four places with the same rows: own, a sibling station, a sibling county, another city. */
export const places = {
  A1: { county: 'countyA', station: 'stationA1', school: 'schoolA1' },
  A2: { county: 'countyA', station: 'stationA2', school: 'schoolA2' },
  B1: { county: 'countyB', station: 'stationB1', school: 'schoolB1' },
  C1: { county: 'countyC', station: 'stationC1', school: 'schoolC1' },
} as const satisfies Record<string, Record<string, AreaKey>>
export type PlaceKey = keyof typeof places
export const placeKeys = Object.keys(places) as PlaceKey[]

/** Ids of the rows of one place by name: `schoolId`, `postId`, … */
export type Rows = Record<string, string>

/** Makes a module's rows of one place; those of the modules below are there already. */
export type MakeRows = (c: County, place: PlaceKey, rows: Rows) => Promise<Rows>

type Lies = 'school' | 'station' | 'county' | 'list' | 'self' | 'another' | 'public' | 'stream'

/** How the matrix calls one route: what the path or body points to, and where that lies. */
export interface Sample {
  /**
   * school, station, county: the area whose row is pointed to. list: nothing is pointed to, the
   * scope decides. self: the caller's own account. another: about another person, so refused
   * everywhere. public, stream: called for 401 only.
   */
  readonly lies: Lies
  /** Rows of areas above may be read (RLS mode `inherited`). */
  readonly inherited?: true
  /** Fills `:name` of the path from the rows, by the same name unless told. */
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string | ((rows: Rows) => string)
  readonly body?: (rows: Rows, id: () => string) => unknown
  /** Rows that each call uses up are made anew before it. */
  readonly renew?: MakeRows
  /** Codes, beside those of missing rights, that the sample is content with. */
  readonly mayAnswer?: readonly string[]
  /** What is answered instead of 404 to who does not see the row, and to who sees none. */
  readonly hiddenAs?: string
  /** Fields of the reply that rightly name something from elsewhere. */
  readonly names?: readonly string[]
  /** Why the same question is not answered the same twice. */
  readonly tellsOtherwise?: string
  /** Roles with the permission that the handler refuses all the same, and why. */
  readonly refuses?: Readonly<Partial<Record<Role, string>>>
}

/** `GET /api/schools/:schoolId` → how to call it. */
export type Samples = Readonly<Record<string, Sample>>
