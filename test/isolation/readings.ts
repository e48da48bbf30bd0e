import { type Role, roleNames, roles } from '../../src/modules/identity/contract/role.ts'
import type { AnyEndpoint } from '../../src/platform/contract/endpoint.ts'
import { callAs, type Matrix, placesOf, rolesOf } from './matrix.ts'
import { textOf } from './reply-text.ts'
import type { PlaceKey, Sample } from './sample.ts'

/** A route with how it is called. */
export interface Called {
  readonly endpoint: AnyEndpoint
  readonly sample: Sample
}

/** Route, role and place → what was told, in whatever order. */
export type Readings = ReadonlyMap<string, string>

/** What each role is told by each route, pointed to rows of these places. */
export async function readingsOf(
  matrix: Matrix,
  called: readonly Called[],
  from: readonly PlaceKey[],
): Promise<Readings> {
  const told = new Map<string, string>()
  for await (const [key, text] of read(matrix, called, from)) told.set(key, text)
  return told
}

/** The first that is told otherwise than before. */
export async function firstChange(
  matrix: Matrix,
  called: readonly Called[],
  before: Readings,
): Promise<string | null> {
  for await (const [key, text] of read(matrix, called, ['A1', 'C1'])) {
    if (before.has(key) && before.get(key) !== text) return key
  }
  return null
}

async function* read(
  matrix: Matrix,
  called: readonly Called[],
  from: readonly PlaceKey[],
): AsyncGenerator<[key: string, text: string]> {
  // Some ask for a fresh password, and an account tells that it was given.
  for (const role of roleNames) await matrix.c.stepUp(matrix.c.as(role))
  for (const { endpoint, sample } of called) {
    if (sample.lies === 'public' || sample.lies === 'stream' || sample.tellsOtherwise) continue
    // What writes is only pointed to rows of the other city, of which nobody may find any.
    const asked = endpoint.method === 'GET' ? from : from.filter((place) => place === 'C1')
    const places =
      sample.lies === 'another' && endpoint.method !== 'GET'
        ? []
        : placesOf(sample).filter((place) => asked.includes(place))
    for (const role of oneOfEach(matrix, rolesOf(matrix, endpoint))) {
      const client = matrix.c.as(role)
      for (const place of places) {
        const reply = await callAs(matrix, endpoint, sample, client, place)
        const text = `${reply.status} ${inAnyOrder(await textOf(reply))}`
        yield [`${endpoint.method} ${endpoint.path} ${role} ${place}`, text]
      }
    }
  }
}

/** Row protection tells roles apart by scope and classes alone: one for each of these. */
function oneOfEach({ c }: Matrix, all: readonly Role[]): readonly Role[] {
  const first = new Map<string, Role>()
  for (const role of all) {
    const key = `${c.as(role).areaPath} ${roles[role].classes}`
    if (!first.has(key)) first.set(key, role)
  }
  return [...first.values()]
}

/** Lists without an order of their own may come in any. */
const inAnyOrder = (text: string): string =>
  text
    .split(/[,[\]{}\n]/)
    .sort()
    .join()
