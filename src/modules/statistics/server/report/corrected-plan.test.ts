import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, monday, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const worlds: County[] = []
afterAll(async () => {
  for (const world of worlds) await world.close()
})

describe('a brief of the running day', () => {
  let world: County
  let commander: Client
  let post: GatePost
  const team = [
    { role: 'police', heads: 1, must: true },
    { role: 'guard', heads: 1, must: true },
  ]

  beforeEach(async () => {
    world = await county()
    worlds.push(world)
    commander = world.as('countyCommander', { at: 'countyA' })
    post = await gatePost(world, 'schoolA1', { team })
  })

  const brief = async (time: string): Promise<string> => {
    world.clock.set(at(time))
    const id = newId(world.clock.now())
    const made = { id, kind: 'dailyBrief', day: monday }
    expect((await commander.post('/api/statistics/reports', made)).status).toBe(200)
    return id
  }
  const figuresOf = async (id: string): Promise<{ differing: string[]; moved: string[] }> => {
    const { body } = await commander.get(`/api/statistics/reports/${id}/recomputation`)
    const keys = (figures: Json[]) =>
      figures.map(({ key }: Json) => key).filter((key: string) => !key.includes('@'))
    return {
      differing: keys(body.figures.filter(({ same }: Json) => !same)),
      moved: keys(body.figures.filter(({ stored, present }: Json) => stored !== present)).sort(),
    }
  }

  it('stays what it was when a post asks for something else afterwards', async () => {
    const id = await brief('10:00')
    world.clock.set(at('11:00'))
    const { body } = await commander.get(`/api/duty/posts/${post.id}`)
    const fields = { ...body, sanjian: false, team: [{ role: 'guard', heads: 1, must: true }] }
    const put = await commander.put(`/api/duty/posts/${post.id}`, fields)
    expect(put.status).toBe(200)
    // What the afternoon was to ask for counted nowhere yet.
    expect(await figuresOf(id)).toEqual({ differing: [], moved: [] })
    world.clock.set(at('17:30'))
    const evening = await figuresOf(id)
    expect(evening).toEqual({ differing: [], moved: [] })
    for (const id of ['sanjian_shifts', 'police_shifts_required']) {
      const rows = `/api/statistics/indicators/${id}/rows?firstDay=${monday}&lastDay=${monday}`
      expect((await commander.get(rows)).body).toMatchObject({ sum: 1 })
    }
  })

  it('stays what it was when shifts are called off and take place after all', async () => {
    const before = await brief('10:00')
    world.clock.set(at('11:00'))
    const id = newId(world.clock.now())
    const closed = { id, day: monday, kind: 'holiday', name: '校庆', source: '学校通知' }
    await commander.post('/api/schools/calendar/days', closed)
    await world.deliverFacts()
    const between = await brief('11:30')
    world.clock.set(at('12:00'))
    const back = await commander.delete(`/api/schools/calendar/days/${id}?version=1`)
    expect(back.status).toBe(204)
    await world.deliverFacts()
    expect(await figuresOf(before)).toMatchObject({ differing: [], moved: [] })
    const { differing, moved } = await figuresOf(between)
    expect(differing).toEqual([])
    expect(moved).toContain('duty_shifts')
  })

  it('stays what it was when the bell rings at an empty post afterwards', async () => {
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
    const id = await brief('07:50')
    world.clock.set(at('08:00'))
    await sweep(world, 'duty.watch')
    const { differing, moved } = await figuresOf(id)
    expect(differing).toEqual([])
    const fromTheBell = ['sanjian_school_count', 'sanjian_shifts', 'see_police_rate']
    expect(moved).toEqual([...fromTheBell, 'unmanned_at_bell'])
  })

  it('stays what it was when the school confirms other sights afterwards', async () => {
    const shift = await shiftOf(world, post, 'arrival')
    const school = world.as('schoolCadre', { at: 'schoolA1' })
    const confirm = (time: string, confirmed: readonly string[]) => {
      world.clock.set(at(time))
      return school.put(`/api/duty/shifts/${shift}/sanjian`, { confirmed })
    }
    expect((await confirm('08:30', ['police', 'car', 'light'])).status).toBe(200)
    const id = await brief('10:00')
    await confirm('10:30', ['police'])
    const { differing, moved } = await figuresOf(id)
    expect(differing).toEqual([])
    expect(moved).toEqual(['sanjian_confirmed_shifts'])
  })
})
