import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { settingDefaults } from '../../contract/setting.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const week = '/api/duty/weeks/2026-11-23'
const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']

describe('the cap of a week', () => {
  let world: County
  let commander: Client
  let near: GatePost
  let far: GatePost

  beforeEach(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
    const team = [{ role: 'police', heads: 1, must: true }]
    near = await gatePost(world, 'schoolA1', { team })
    far = await gatePost(world, 'schoolA2', { team })
  })
  afterEach(() => world.close())

  const setCap = async (area: 'countyA' | 'stationA1', maxDutiesPerWeek: number) => {
    const path = `/api/duty/settings/${world.ids.areas[area].id}`
    const saved = await commander.put(path, { ...settingDefaults, maxDutiesPerWeek })
    expect(saved.status).toBe(200)
  }
  const grid = async (): Promise<Json[]> => (await commander.get(week)).body.rows
  const placesAt = async (post: GatePost): Promise<Json[]> =>
    (await grid())
      .find((row) => row.postId === post.id)
      .shifts.flatMap((shift: Json) => shift.assignments)
  const mostOf = (places: readonly Json[]): number =>
    Math.max(
      0,
      ...[...Map.groupBy(places, ({ personId }) => personId).values()].map((own) => own.length),
    )
  const assign = (shiftId: string, personId: string | undefined) =>
    commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId,
      personId,
      role: 'police',
    })
  const publish = () => commander.post(`${week}/publish`, { revision: 0 })

  it('of a station holds for the commander who fills it, wider as the county may be', async () => {
    await setCap('stationA1', 1)
    await commander.post(`${week}/fill`)
    expect(mostOf(await placesAt(near))).toBe(1)
    expect(await placesAt(far)).toHaveLength(10)
    expect((await grid()).flatMap(({ shifts }) => shifts).flatMap(conflictsOf)).toEqual([])
    expect(await publish()).toMatchObject({ status: 200 })
  })

  it('of a station holds for the publication too where the county is stricter', async () => {
    await setCap('countyA', 1)
    await setCap('stationA1', 4)
    const officer = world.ids.people.stationA1?.[0]?.id
    for (const day of days) {
      const placed = await assign(await shiftOf(world, near, 'arrival', day), officer)
      expect([placed.status, placed.body.detail]).toEqual([200, undefined])
    }
    const fifth = await assign(await shiftOf(world, near, 'dismissal', '2026-11-27'), officer)
    expect(fifth.body.params.conflicts).toEqual(['weekCap'])
    const there = (await placesAt(near)).filter(({ personId }) => personId === officer)
    expect(there.flatMap(({ conflicts }) => conflicts)).toEqual([])
    const preview = await commander.get(`${week}/publication`)
    expect(preview.body).toMatchObject({ added: 4, hardConflicts: 0 })
    expect((await publish()).status).toBe(200)
  })

  it('asks for each shift by its own area, in whatever order a week was planned', async () => {
    await setCap('countyA', 1)
    await setCap('stationA1', 3)
    const officer = world.ids.people.stationA1?.[0]?.id
    const place = async (post: GatePost, day: string) =>
      assign(await shiftOf(world, post, 'arrival', day), officer)
    expect((await place(near, '2026-11-24')).status).toBe(200)
    expect((await place(near, '2026-11-25')).status).toBe(200)
    expect((await place(far, '2026-11-26')).status).toBe(200)
    expect((await place(far, '2026-11-27')).body.params.conflicts).toEqual(['weekCap'])
    expect((await place(near, '2026-11-27')).body.params.conflicts).toEqual(['weekCap'])
    expect((await publish()).status).toBe(200)
  })
})

const conflictsOf = (shift: Json): Json[] =>
  shift.assignments
    .flatMap((assignment: Json) => assignment.conflicts)
    .filter(({ hard }: Json) => hard)
