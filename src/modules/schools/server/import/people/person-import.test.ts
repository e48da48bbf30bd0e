import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county, type Reply } from '../../../../../../test/county.ts'
import { upload } from '../../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../../test/workbooks.ts'
import { newId } from '../../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../../platform/ports/actor.ts'
import type { Person } from '../../../../identity/contract/person.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())

const commander = () => c.as('countyCommander')
type Cells = readonly (string | number | null)[]
interface Cell {
  readonly problems: readonly { code: string; text: string }[]
}
const headings = ['姓名', '岗位', '单位', '警号', '保安来源', '保安员证号', '证件到期', '手机']

async function checked(...rows: Cells[]): Promise<{ runId: string; status: Reply }> {
  const runId = newId(c.clock.now())
  const to = `/api/schools/imports?id=${runId}&subject=people`
  const cells = [headings, ...rows.map((row) => [...row])]
  const bytes = await xlsxOf(['人员', (sheet) => sheet.addRows(cells)])
  await upload(c, commander(), to, { name: '人员.xlsx', bytes })
  return { runId, status: await commander().get(`/api/schools/imports/${runId}?waitMs=20000`) }
}

const commit = (runId: string, status: Reply) =>
  commander().post(`/api/schools/imports/${runId}/commit`, { checkId: status.body.checkId })

const schoolName = '安和县第一小学'
const staffAt = async () =>
  (await commander().get(`/api/schools/${c.ids.schools.schoolA1.id}/staff`)).body
const named = (staff: { person: { name: string }; kind: string }[], name: string) =>
  staff.filter(({ person }) => person.name === name)

const table = (until: string): Cells[] => [
  ['甲一', '保安', schoolName, '', '保安公司', 'B-0001', until, '19900001111'],
  ['乙二', '校长', schoolName, '', '', '', '', ''],
  ['乙二', '安全干部', schoolName, '', '', '', '', ''],
  ['丙三', '民警', '城关派出所', 'A0101', '', '', '', ''],
  ['丁四', '辅警', '城关', 'F0102', '', '', '', ''],
]

describe('a table of people', () => {
  it('becomes people, their places at schools, and nothing about their telephones', async () => {
    const { runId, status } = await checked(...table('2028-06-30'))
    expect(status.body.counts).toMatchObject({ rows: 5, new: 5, errors: 0, warnings: 0 })
    expect(status.body.table.columns.at(-1)).toMatchObject({ heading: '手机', because: 'personal' })
    expect((await commit(runId, status)).body.state).toBe('committed')
    const staff = await staffAt()
    expect(named(staff, '甲一')).toMatchObject([
      {
        kind: 'guard',
        source: 'company',
        certificateNo: 'B-0001',
        certificateExpiresOn: '2028-06-30',
        startsOn: '2026-11-23',
      },
    ])
    expect(
      named(staff, '乙二')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['cadre', 'principal'])
    const { body } = await commander().get(`/api/identity/people?search=${'丙三'}`)
    expect(body.rows).toMatchObject([
      { dutyRole: 'police', badge: 'A0101', areaName: '城关派出所', hasContact: false },
    ])
    const again = await checked(...table('2028-06-30'))
    expect(again.status.body.counts).toMatchObject({ unchanged: 5, new: 0 })
  })

  it('changes what the file says otherwise, and takes it back', async () => {
    const { runId, status } = await checked(...table('2029-06-30'))
    expect(status.body.counts).toMatchObject({ changed: 1, unchanged: 4 })
    await commit(runId, status)
    const until = async () => named(await staffAt(), '甲一')
    expect(await until()).toMatchObject([{ certificateExpiresOn: '2029-06-30' }])
    const undone = await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(undone.body.state).toBe('undone')
    expect(await until()).toMatchObject([{ certificateExpiresOn: '2028-06-30' }])
  })

  it('leaves no person behind when it is undone, but keeps who has acted', async () => {
    const { runId, status } = await checked(['戊五', '值班教师', schoolName, '', '', '', '', ''])
    await commit(runId, status)
    expect(named(await staffAt(), '戊五')).toHaveLength(1)
    await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(named(await staffAt(), '戊五')).toHaveLength(0)
    const gone = await commander().get('/api/identity/people?search=戊五')
    expect(gone.body.total).toBe(0)

    const second = await checked(['己六', '值班教师', schoolName, '', '', '', '', ''])
    await commit(second.runId, second.status)
    const [entry] = named(await staffAt(), '己六') as unknown as { id: string; version: number }[]
    const end = { version: entry?.version, endsOn: '2026-11-23', endReason: 'left' }
    await commander().post(`/api/schools/staff/${entry?.id}/end`, end)
    const refused = await commander().post(`/api/schools/imports/${second.runId}/undo`)
    expect(refused).toBeRefused('schools.importUndoBlocked')
  })

  it('keeps who has an account since, and says who', async () => {
    const { runId, status } = await checked(
      ['子一', '保安', schoolName, '', '保安公司', '', '', ''],
      ['子二', '值班教师', schoolName, '', '', '', '', ''],
    )
    await commit(runId, status)
    const [person] = named(await staffAt(), '子一') as unknown as { person: { personId: string } }[]
    const invitation = {
      id: newId(c.clock.now()),
      role: 'guard',
      areaId: c.ids.areas.schoolA1.id,
      personId: person?.person.personId,
    }
    const link = await commander().post('/api/identity/invitations', invitation)
    const { token } = link.body
    const joined = await c.anonymous.post('/api/identity/invitations/accept', { token })
    expect(joined.status).toBe(200)
    const refused = await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(refused).toBeRefused('schools.importUndoBlocked')
    expect(refused.body.detail).toContain('子一')
    expect(refused.body.detail).not.toContain('子二')
    expect(named(await staffAt(), '子二')).toHaveLength(1)
    expect((await c.withCookieOf(joined).get('/api/identity/me')).body.person.name).toBe('子一')
  })

  it('names what it cannot place', async () => {
    const { runId, status } = await checked(
      ['庚七', '保安', schoolName, '', '', '', '', ''],
      ['庚七', '民警', schoolName, 'A0199', '', '', '', ''],
      ['庚七', '校长', '城关派出所', '', '', '', '', ''],
      ['庚七', '校长', '无此单位', '', '', '', '', ''],
      ['庚七', '民警', '城关派出所', 'A0101', '', '', '', ''],
      ['辛八', '保安', schoolName, '', '自聘', 'B-0009', '2020-01-01', ''],
      ['辛八', '保安', schoolName, '', '自聘', '', '', ''],
      ['壬九', '厨师', schoolName, '', '', '', '', ''],
    )
    const { rows } = (await commander().get(`/api/schools/imports/${runId}/rows?show=all`)).body
    const codes = rows.map((row: { outcome: string; cells: { problems: { code: string }[] }[] }) =>
      [
        row.outcome,
        ...row.cells.flatMap(({ problems }) => problems.map(({ code }) => code)),
      ].join(),
    )
    expect(codes).toEqual([
      'error,guardSourceMissing',
      'error,policeElsewhere',
      'error,schoolNeeded',
      'error,unitUnknown',
      'error,badgeOfOther',
      'new,certificateExpired',
      'error,samePersonTwice',
      'error,choice-unknown',
    ])
    expect(status.body.counts).toMatchObject({ new: 1, errors: 7, warnings: 1 })
  })

  it('brings skills to the list by their usual names, and says of each cell what is not on it', async () => {
    const runId = newId(c.clock.now())
    const to = `/api/schools/imports?id=${runId}&subject=people`
    const rows = [
      ['姓名', '岗位', '单位', '特长'],
      ['戌一', '值班教师', schoolName, '会开车、急救员；First aid'],
      ['戌二', '值班教师', schoolName, '无人机 消防'],
      ['戌三', '值班教师', schoolName, '持枪证，脾气急、爱钓鱼'],
    ]
    const bytes = await xlsxOf(['人员', (sheet) => sheet.addRows(rows)])
    await upload(c, commander(), to, { name: '人员.xlsx', bytes })
    const status = await commander().get(`/api/schools/imports/${runId}?waitMs=20000`)
    expect(status.body.counts).toMatchObject({ rows: 3, new: 3, errors: 0, warnings: 1 })
    const shown = (await commander().get(`/api/schools/imports/${runId}/rows?show=all`)).body.rows
    const said = shown.flatMap((row: { row: number; cells: Cell[] }) =>
      row.cells.flatMap(({ problems }) => problems.map(({ code, text }) => [row.row, code, text])),
    )
    expect(said).toEqual([
      [4, 'skillUnknown', '“脾气急、爱钓鱼”不在技能清单里，未登记。请改成清单里的名称，或留空。'],
    ])
    await commit(runId, status)
    const people = (await commander().get('/api/identity/people?search=戌')).body.rows
    const skills = people.map(({ name, skills: own }: Person) => [name, own])
    expect(Object.fromEntries(skills)).toEqual({
      戌一: ['driving', 'firstAid'],
      戌二: ['drone', 'fireSafety'],
      戌三: ['firearms'],
    })
  })

  it('says what changes in the words of the table', async () => {
    const more = (kit: string) => [
      ['姓名', '岗位', '单位', '特长', '专兼职', '每周上岗上限'],
      ['亥一', '安全干部', schoolName, ...kit.split(' ')],
    ]
    const sent = async (kit: string) => {
      const runId = newId(c.clock.now())
      const to = `/api/schools/imports?id=${runId}&subject=people`
      const bytes = await xlsxOf(['人员', (sheet) => sheet.addRows(more(kit))])
      await upload(c, commander(), to, { name: '人员.xlsx', bytes })
      const status = await commander().get(`/api/schools/imports/${runId}?waitMs=20000`)
      const { rows } = (await commander().get(`/api/schools/imports/${runId}/rows?show=all`)).body
      return { runId, status, changes: rows[0].changes }
    }
    const first = await sent('急救 专职 8')
    await commit(first.runId, first.status)
    expect((await sent('急救、无人机 兼职 5')).changes).toEqual([
      { field: 'time', label: '专兼职', before: '专职', after: '兼职' },
      { field: 'dutiesPerWeek', label: '每周上岗上限', before: '8', after: '5' },
      { field: 'skills', label: '特长', before: '急救', after: '急救、无人机' },
    ])
  })

  it('asks for the permission to manage people', async () => {
    const to = `/api/schools/imports?id=${newId(c.clock.now())}&subject=people`
    const bytes = await xlsxOf(['人员', (sheet) => sheet.addRows([headings])])
    const file = { name: '人员.xlsx', bytes }
    expect(await upload(c, c.as('educationOfficer'), to, file)).toBeRefused('request.forbidden')
  })

  it('keeps no number of a certificate longer than an undo could need it', async () => {
    const { database } = c.product.ground
    const { deleteOldFiles } = await import('../import-files.actions.ts')
    c.clock.advance(25 * 3_600_000)
    while ((await deleteOldFiles(c.product.ground)) > 0);
    const kept = await database.inWork(systemBinding, (work) =>
      work.query('select 1 from schools.import_change where before is not null'),
    )
    expect(kept).toEqual([])
  })
})
