import type { Role } from '../../src/modules/identity/contract/role.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import type { County } from '../county.ts'

/** How one address of the register is called, and by whom. */
export interface RouteSample {
  /** A role that may, whose scope holds the sample. */
  readonly may: Role
  readonly mayNot: Role
  readonly path: () => string
  readonly body?: () => unknown
  /** A path or a body that the contract refuses; unknown path parts unless told. */
  readonly broken?: { readonly path?: () => string; readonly body?: unknown }
  /** Lists: nothing of the other county comes back, instead of 404. */
  readonly isList?: true
  /** Only after a fresh password or code. */
  readonly asksAgain?: true
}

/** In the order in which the samples build on each other. */
export type RouteSamples = Readonly<Record<string, RouteSample>>

let c: County
/** The county that the samples are called in, once it is there. */
export function callIn(county: County): void {
  c = county
}

/** Ids of what samples have made, for those that come after them. */
export const made: Record<string, string> = {}
export const id = () => newId(c.clock.now())
export const school = () => c.ids.schools.schoolA1.id
export const gate = () => c.ids.schools.schoolA1.gateId
export const station = () => c.ids.areas.stationA1.id
export const policeOf = (place: 'stationA1' | 'stationA2') =>
  c.ids.people[place]?.find(({ dutyRole }) => dutyRole === 'police')?.id
export const atSchool = (rest: string) => () => `/api/schools/${school()}${rest}`
export const brokenSchool = (rest: string) => ({ path: () => `/api/schools/none${rest}` })
export const wgs84 = { lon: 102.501, lat: 24.901, system: 'wgs84', source: 'map', accuracyM: null }
