import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { tableIn } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { exportRowsMax } from '../../../../platform/spreadsheet/index.ts'
import { sessionCookie } from '../../../identity/contract/session.ts'
import { saveSchools } from '../../index.ts'
import { schoolTable } from '../import/schools/school-table.ts'
import type { SchoolToSave } from './school.actions.ts'

const path = '/api/schools/export'

let c: County
let commander: Client

beforeAll(async () => {
  c = await county()
  commander = await c.stepUp(c.as('countyCommander'))
  await c.product.ground.database.inWork(systemBinding, (work) => saveSchools(work, hardOnes()))
  await c.sql(`update schools.school set state = 'closed' where name = '已撤并的老校'`)
})
afterAll(() => c.close())

const id = () => newId(c.clock.now())

/** Whatever a register may hold that a table could lose. */
const hardOnes = (): SchoolToSave[] => {
  const within = { withinAreaId: c.ids.areas.stationA1.id, kind: 'primary' as const }
  const position = { lon: 102.51, lat: 24.91, source: 'map', accuracyM: 20 }
  return [
    { ...within, id: id(), name: '=1+1', town: '柳溪镇', code: '2153000017' },
    { ...within, id: id(), name: '@校', temporaryCode: '0012', enrolment: 0 },
    {
      ...within,
      id: id(),
      name: '半日制学校',
      nameEn: '+Half-day School',
      kind: 'nineYear',
      ownership: 'private',
      boarding: true,
      enrolment: 1200,
      boarders: 300,
      staffCount: 80,
      classes: 27,
      town: '城关镇',
      address: '人民路 12 号(南门)',
      sourceIds: ['0511', '0512'],
      sessions: ['AM', 'PM', '周末班'],
      tags: ['国际学校', '试点'],
      position: { ...position, system: 'gcj02' },
    },
    // No province has this number: invented schools and old registers hold such codes.
    { ...within, id: id(), name: '已撤并的老校', code: '2199000017' },
    { ...within, id: id(), withinAreaId: c.ids.areas.countyA.id, name: '未定派出所的学校' },
  ]
}

async function dryRun(bytes: Uint8Array) {
  const runId = id()
  const file = { name: '学校名单.xlsx', bytes }
  await upload(c, commander, `/api/schools/imports?id=${runId}&subject=schools`, file)
  return (await commander.get(`/api/schools/imports/${runId}?waitMs=20000`)).body
}

const inEnglish = async (client: Client) => {
  const reply = await c.product.http.inject({
    url: path,
    headers: { cookie: `${sessionCookie}=${client.token}`, 'accept-language': 'en' },
  })
  return { status: reply.statusCode, body: reply.rawPayload, headers: reply.headers }
}

describe('the list as a table', () => {
  it('is for who may take it out, and only after a fresh check', async () => {
    expect(await c.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await c.as('schoolCadre').get(path)).toBeRefused('request.forbidden')
    const supervisor = c.as('supervisor')
    expect(await supervisor.get(path)).toBeRefused('request.stepUpNeeded')
    await c.stepUp(supervisor)
    expect((await supervisor.get(path)).status).toBe(200)
  })

  it('has the columns of the import, and is named after area and day', async () => {
    const { name, headings, rows } = await tableIn(await commander.get(path))
    expect(name).toBe('学校名单 安和县 2026-11-23.xlsx')
    const taken = schoolTable('zh-CN').columns.map(({ labels: [heading = ''] }) => heading)
    const named = headings.map((heading) => heading.replace(' (WGS-84)', ''))
    expect(taken.filter((heading) => !named.includes(heading))).toEqual(['办学类别'])
    expect(rows).toHaveLength(6)
    expect(rows.find((row) => row['学校名称'] === '半日制学校')).toMatchObject({
      学校类别: '九年一贯制学校',
      办学性质: '民办',
      是否寄宿: '是',
      在校生数: '1200',
      派出所: '城关派出所',
      时段: '上午、下午、周末班',
      原系统编号: '0511',
      另有编号: '0512',
      标签: '国际学校、试点',
      状态: '在办',
      县区: '安和县',
      联校民警: '',
      校门数: '0',
    })
  })

  it('keeps texts that look like formulas as texts', async () => {
    const { cells, headings } = await tableIn(await commander.get(path))
    const names = cells.map((row) => row[headings.indexOf('学校名称')])
    expect(names).toContainEqual({ text: '=1+1', kind: 'text' })
    const english = cells.map((row) => row[headings.indexOf('英文名称')])
    expect(english).toContainEqual({ text: '+Half-day School', kind: 'text' })
  })

  it('handed back to the import changes nothing, in either language', async () => {
    const chinese = await commander.get(`${path}`)
    const english = await inEnglish(commander)
    const closed = await commander.get(`${path}?state=closed`)
    expect((await tableIn(english)).name).toBe('Schools 安和县 2026-11-23.xlsx')
    for (const [{ body }, count] of [
      [chinese, 6],
      [english, 6],
      [closed, 1],
    ] as const) {
      const run = await dryRun(body)
      expect(run.counts).toMatchObject({ rows: count, unchanged: count, errors: 0, warnings: 0 })
      expect(run.table.problems).toEqual([])
    }
    const { coordinates } = await dryRun(chinese.body)
    expect(coordinates).toMatchObject({ answer: 'wgs84', answeredBy: 'heading', positions: 3 })
  })

  it('follows the filter and the scope', async () => {
    const names = async (client: Client, query = '') => {
      await c.stepUp(client)
      const { rows } = await tableIn(await client.get(`${path}${query}`))
      return rows.map((row) => row['学校名称'])
    }
    expect(await names(commander, '?kind=junior')).toEqual(['河西中学'])
    expect(await names(commander, '?text=brzxx')).toEqual(['半日制学校'])
    expect(await names(c.as('stationOfficer', { at: 'stationA2' }))).toEqual(['河西中学'])
    expect(await names(c.as('countyCommander', { at: 'countyB' }))).toHaveLength(2)
    expect(await names(c.as('cityBureau'))).toHaveLength(8)
    const elsewhere = `?stationAreaId=${c.ids.areas.stationB1.id}`
    expect(await commander.get(`${path}${elsewhere}`)).toBeRefused('request.notFound')
  })

  it('leaves a trace of who took what', async () => {
    const officer = await c.stepUp(c.as('educationOfficer'))
    await officer.get(`${path}?kind=junior`)
    const entries = await c.sql(
      `select subject_id, actor_person_id, detail from identity.audit_entry
       where action = 'schools.export' and actor_role = 'educationOfficer'`,
    )
    expect(entries).toEqual([
      {
        subject_id: c.ids.areas.countyA.id,
        actor_person_id: officer.personId,
        detail: { filter: { kind: 'junior' }, rows: 1 },
      },
    ])
  })

  it('is refused when it grows too long to be read', async () => {
    await c.sql(
      `insert into schools.school (county_id, id, area_path, area_id, name, kind, created_at,
         updated_at)
       select county_id, overlay(gen_random_uuid()::text placing '7' from 15)::uuid, area_path, area_id, 'C' || n, kind, created_at, updated_at
       from schools.school, generate_series(1, $2) n where id = $1`,
      [c.ids.schools.schoolC1.id, exportRowsMax],
    )
    const crowded = await c.stepUp(c.as('countyCommander', { at: 'countyC' }))
    const refused = await crowded.get(path)
    expect(refused).toBeRefused('request.tooManyRows')
    expect(refused.body.detail).toContain('50000')
  }, 60_000)
})
