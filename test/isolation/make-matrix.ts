import { modules } from '../../src/app/modules.ts'
import { type Role, roleNames } from '../../src/modules/identity/contract/role.ts'
import { createPerson } from '../../src/modules/identity/index.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { County } from '../county.ts'
import { sweep } from '../duty.ts'
import { type AreaKey, buildSeat, type Seat } from '../world.ts'
import { foreignTo } from './foreign.ts'
import type { Matrix } from './matrix.ts'
import { type Called, type Readings, readingsOf } from './readings.ts'
import { makeRows, samples } from './samples.ts'

export interface MadeMatrix {
  readonly matrix: Matrix
  readonly called: readonly Called[]
  /** What everybody was told before the other city had any rows. */
  readonly before: Readings
}

export const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

/** Rows of all places, those of the other city last. */
export async function makeMatrix(c: County): Promise<MadeMatrix> {
  const permissions = modules.flatMap((module) => Object.entries(module.permissions))
  const called = c.product.routes.flatMap(({ endpoint }) => {
    const sample = samples[keyOf(endpoint)]
    return sample ? [{ endpoint, sample }] : []
  })
  const near = {
    A1: await makeRows(c, 'A1'),
    A2: await makeRows(c, 'A2'),
    B1: await makeRows(c, 'B1'),
    C1: {},
  }
  const ground = { c, holders: new Map(permissions), spare: await spareSeats(c) }
  await settle(c)
  const before = await readingsOf({ ...ground, rows: near, foreign: new Map() }, called, ['A1'])
  const rows = { ...near, C1: await makeRows(c, 'C1') }
  await settle(c)
  const matrix = { ...ground, rows, foreign: await foreignOfRoles(c) }
  return { matrix, called, before }
}

/** What time and other modules make of the rows. */
async function settle(c: County): Promise<void> {
  await sweep(c, 'duty.watch')
  await c.deliverFacts()
  await sweep(c, 'statistics.refresh')
  await sweep(c, 'statistics.rollup')
}

async function spareSeats(c: County): Promise<Matrix['spare']> {
  const seats = new Map<Role, Seat>()
  for (const role of roleNames) {
    const { areaId = '', areaPath = '', countyId = '' } = c.as(role)
    const agencyId = Object.entries(c.ids.areas).find(([, { id }]) => id === areaId)?.[0] ?? ''
    const seat = await c.product.ground.database.inWork(systemBinding, async (work) => {
      const person = await createPerson(work, {
        id: newId(work.now),
        agencyId: c.ids.agencies[agencyId as AreaKey] ?? '',
        name: '严青',
        dutyRole: 'none',
      })
      const area = { id: areaId, path: areaPath, countyId }
      return buildSeat(work, {
        role,
        area,
        personId: person.id,
        loginName: `spare-${role}`.toLowerCase(),
      })
    })
    seats.set(role, seat)
  }
  return seats
}

async function foreignOfRoles(c: County): Promise<Matrix['foreign']> {
  const entries = roleNames.map(async (role) => {
    const { areaPath = '', personId = '' } = c.as(role)
    return [role, await foreignTo(c, areaPath, personId)] as const
  })
  return new Map(await Promise.all(entries))
}
