import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { tableIn } from '../../../../../test/workbooks.ts'
import { indicators } from '../../contract/indicators.catalogue.ts'
import { indicatorNames } from '../../contract/values.ts'

const today = 'firstDay=2026-11-23&lastDay=2026-11-23'

let world: County
let commander: Client
let post: GatePost
let shift: string

beforeAll(async () => {
  world = await county()
  commander = world.as('countyCommander')
  post = await gatePost(world, 'schoolA1')
  await gatePost(world, 'schoolB1')
  shift = await shiftOf(world, post, 'arrival')
  world.clock.set(at('07:40'))
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  await checkIn(officer, shift, { at: at('07:40'), gate: post })
  world.clock.set(at('08:16'))
  await checkIn(officer, shift, { at: at('08:16'), gate: post, direction: 'out' })
  world.clock.set(at('08:45'))
  await sweep(world, 'duty.watch')
  await world.deliverFacts()
  await sweep(world, 'statistics.refresh')
  await sweep(world, 'statistics.rollup')
})
afterAll(() => world.close())

const audited = (action: string) =>
  world.sql('select detail from identity.audit_entry where action = $1 order by sequence', [action])

describe('figures as a table', () => {
  const path = `/api/statistics/values/export?indicators=${indicatorNames.join(',')}&${today}`

  it('is one line for each, beside the period before, with what it means', async () => {
    expect(await commander.get(path)).toBeRefused('request.stepUpNeeded')
    await world.stepUp(commander)
    const { name, rows } = await tableIn(await commander.get(path))
    expect(name).toBe('统计指标 安和县 2026-11-23.xlsx')
    expect(rows).toHaveLength(indicatorNames.length)
    const named = new Map(rows.map((row) => [row['指标'], row]))
    expect(named.get(indicators.duty_shifts.name.zh)).toEqual({
      类别: '到岗',
      指标: indicators.duty_shifts.name.zh,
      统计方式: '累计',
      数值: '2',
      单位: '岗次',
      上期: '0',
      增减: '2',
      口径: indicators.duty_shifts.definition.zh,
      来源: indicators.duty_shifts.source.zh,
    })
    // Nothing to divide by in the period before.
    const rate = named.get(indicators.see_police_rate.name.zh)
    expect(rate).toMatchObject({ 数值: '100', 单位: '%', 上期: '', 增减: '' })
    const hours = named.get(indicators.duty_hours.name.zh)
    expect(hours).toMatchObject({ 数值: '0.6', 上期: '0', 增减: '0.6' })
  })

  it('is for readers of figures, inside their scope, and leaves a trace', async () => {
    expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await world.as('guard').get(path)).toBeRefused('request.forbidden')
    const elsewhere = `&areaId=${world.ids.areas.countyB.id}`
    expect(await commander.get(path + elsewhere)).toBeRefused('request.notFound')
    const unknown = await commander.get(`/api/statistics/values/export?indicators=no&${today}`)
    expect(unknown).toBeRefused('request.invalid')
    const [entry] = await audited('statistics.values.export')
    const areaId = world.ids.areas.countyA.id
    const period = { firstDay: '2026-11-23', lastDay: '2026-11-23', half: null }
    expect(entry?.['detail']).toEqual({ areaId, ...period, rows: indicatorNames.length })
  })
})

describe('the rows behind a figure as a table', () => {
  const pathOf = (indicator: string, query = today) =>
    `/api/statistics/indicators/${indicator}/rows/export?${query}`
  const rowsFor = async (client: Client, indicator: string, query = today) => {
    await world.stepUp(client)
    return tableIn(await client.get(pathOf(indicator, query)))
  }

  it('asks for a fresh check first', async () => {
    const path = pathOf('duty_person_times')
    await world.stepUp(commander, 0)
    expect(await commander.get(path)).toBeRefused('request.stepUpNeeded')
    expect(await world.as('guard').get(path)).toBeRefused('request.forbidden')
  })

  it('shows what the rows are by, with names for who may see them', async () => {
    const { name, rows } = await rowsFor(commander, 'duty_person_times')
    expect(name).toBe(`${indicators.duty_person_times.name.zh} 安和县 2026-11-23.xlsx`)
    expect(rows).toEqual([
      {
        日期: '2026-11-23',
        时段: '上学',
        地点: '安和县第一小学正门岗',
        学校: '安和县第一小学',
        辖区: expect.any(String),
        人员: expect.stringMatching(/./),
        身份: '民警',
        时间: '2026-11-23 07:40',
        核验: '位置・范围内',
        内容: '',
        计: '1',
      },
    ])
    const bureau = await rowsFor(world.as('educationOfficer'), 'duty_person_times')
    expect(bureau.rows).toEqual([{ ...rows[0], 人员: '' }])
    expect((await audited('statistics.rows.export'))[0]?.['detail']).toMatchObject({
      indicator: 'duty_person_times',
      rows: 1,
    })
  })

  it('adds up to the figure, of a rate to the part that was asked for', async () => {
    const sumOf = async (indicator: string, query = today) =>
      (await rowsFor(commander, indicator, query)).rows.reduce(
        (sum, row) => sum + Number(row['计']),
        0,
      )
    expect(await sumOf('duty_hours')).toBe(0.6)
    expect(await sumOf('see_police_rate')).toBe(1)
    expect(await sumOf('see_police_rate', `${today}&part=per`)).toBe(1)
    const month = 'firstDay=2026-11-21&lastDay=2026-11-24'
    const { name, rows } = await rowsFor(commander, 'duty_shifts', month)
    expect(name).toContain('2026-11-21–2026-11-24')
    expect(rows).toHaveLength(2)
  })

  it('hands out what was not counted, with the reason', async () => {
    const guard = world.as('guard', { at: 'schoolA1' })
    world.clock.set(at('10:30'))
    await checkIn(guard, shift, { at: at('10:30'), gate: post })
    const leftOut = `${today}&part=leftOut`
    const { name, rows } = await rowsFor(commander, 'duty_person_times_guard', leftOut)
    expect(name).toContain('未计入原因')
    expect(rows.map((row) => [row['身份'], row['未计入原因'], row['计']])).toEqual([
      ['保安', '时段外', undefined],
    ])
    await world.stepUp(commander)
    const nothing = await commander.get(pathOf('schools_total', `${today}&part=leftOut`))
    expect(nothing).toBeRefused('statistics.noRowsLeftOut')
  })

  it('says the codes of records in words', async () => {
    const { rows } = await rowsFor(commander, 'schools_total')
    expect(rows.map((row) => row['内容']).sort()).toEqual(['初中', '小学'])
  })
})
