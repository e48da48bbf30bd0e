import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, gatePost } from '../../../../../test/duty.ts'
import { tableIn } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'

const path = '/api/duty/weeks/2026-11-25/export'

let world: County
let commander: Client

beforeAll(async () => {
  world = await county()
  commander = await world.stepUp(world.as('countyCommander'))
  await gatePost(world, 'schoolA1')
  await gatePost(world, 'schoolA2')
})
afterAll(() => world.close())

const people = (role: string) =>
  (world.ids.people.stationA1 ?? []).filter(({ dutyRole }) => dutyRole === role)
const rowsIn = async (client: Client, query = '') =>
  (await tableIn(await client.get(path + query))).rows

describe("the week's plan as a table", () => {
  it('asks for a fresh check first, and for the right to read the plan', async () => {
    expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await world.as('guard').get(path)).toBeRefused('request.forbidden')
    expect(await world.as('supervisor').get(path)).toBeRefused('request.stepUpNeeded')
  })

  it('has a line for each shift: when, where, who, and what is missing', async () => {
    const grid = (await commander.get('/api/duty/weeks/2026-11-25')).body
    const [post] = grid.rows
    const [shift] = post.shifts
    const [officer] = people('police')
    const put = { shiftId: shift.id, personId: officer?.id, role: 'police' }
    await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, put)
    const { name, rows } = await tableIn(await commander.get(path))
    expect(name).toBe('周勤务排班 安和县 2026-11-23.xlsx')
    expect(rows).toHaveLength(20)
    const found = rows.find((row) => row['民警'] !== '')
    expect(found).toMatchObject({
      日期: shift.day,
      时段: '上学',
      护学岗: post.postName,
      学校: post.schoolName,
      派出所: post.stationName,
      打铃: '08:00',
      上岗时间: '07:40–08:15',
      状态: '草案',
      民警: officer?.name,
      群防: '',
    })
    expect(found?.['缺口']).not.toContain('民警')
    const empty = rows.find((row) => row['民警'] === '')
    expect(empty?.['缺口']).toMatch(/^民警 1、/)
  })

  it('tells what was published from what is still a draft', async () => {
    await commander.post('/api/duty/weeks/2026-11-25/fill')
    const revision = { revision: 0 }
    expect((await commander.post('/api/duty/weeks/2026-11-25/publish', revision)).status).toBe(200)
    const states = async () => (await rowsIn(commander)).map((row) => row['状态'])
    expect(new Set(await states())).toEqual(new Set(['已发布']))
    const grid = (await commander.get('/api/duty/weeks/2026-11-25')).body
    const [{ id: taken, role }] = grid.rows[0].shifts[2].assignments
    await commander.delete(`/api/duty/assignments/${taken}`)
    const shiftId = grid.rows[0].shifts[2].id
    const other = people(role).find(
      ({ id }) =>
        !grid.rows[0].shifts[2].assignments.some(
          (one: { personId: string }) => one.personId === id,
        ),
    )
    const put = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId,
      personId: other?.id,
      role,
    })
    expect(put.status).toBe(200)
    expect((await states()).filter((state) => state === '草案')).toHaveLength(1)
  })

  it('follows the station and the scope, and leaves a trace', async () => {
    const station = world.ids.areas.stationA2
    const query = `?stationAreaId=${station.id}`
    const { name, rows } = await tableIn(await commander.get(path + query))
    expect(name).toBe('周勤务排班 河西派出所 2026-11-23.xlsx')
    expect(new Set(rows.map((row) => row['派出所']))).toEqual(new Set(['河西派出所']))
    const cadre = await world.stepUp(world.as('schoolCadre', { at: 'schoolA1' }))
    expect(new Set((await rowsIn(cadre)).map((row) => row['学校']))).toEqual(
      new Set(['安和县第一小学']),
    )
    const foreign = await world.stepUp(world.as('countyCommander', { at: 'countyB' }))
    expect(await rowsIn(foreign)).toEqual([])
    expect(await foreign.get(path + query)).toBeRefused('request.notFound')
    const traces = await world.sql(
      `select detail from identity.audit_entry where action = 'duty.plan.export'
         and subject_id = $1`,
      [station.id],
    )
    const detail = { week: '2026-11-23', stationAreaId: station.id, rows: 10 }
    expect(traces).toEqual([{ detail }])
  })
})
