import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county, type Reply } from '../../../../../../test/county.ts'
import { upload } from '../../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../../test/workbooks.ts'
import { newId } from '../../../../../platform/database/new-id.ts'
import { readWeekdays } from './weekdays.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())

const commander = () => c.as('countyCommander')
type Cells = readonly (string | number | null)[]

async function checked(...rows: Cells[]): Promise<{ runId: string; status: Reply }> {
  const runId = newId(c.clock.now())
  const to = `/api/schools/imports?id=${runId}&subject=gates&coordinates=wgs84`
  const bytes = await xlsxOf(['校门', (sheet) => sheet.addRows(rows.map((row) => [...row]))])
  await upload(c, commander(), to, { name: '校门.xlsx', bytes })
  return { runId, status: await commander().get(`/api/schools/imports/${runId}?waitMs=20000`) }
}

const commit = (runId: string, status: Reply) =>
  commander().post(`/api/schools/imports/${runId}/commit`, { checkId: status.body.checkId })

const headings = ['校名', '校门', '用途', '经度', '纬度', '年级', '星期', '上学时间', '放学时间']
const table = (arrival: string): Cells[] => [
  headings,
  ['安和县第一小学', '西门', '人行', 102.5012, 24.9003, '低年级', '', arrival, '16:00'],
  ['安和县第一小学', '西门', '', '', '', '高年级', '周一至周四', '8点', '1640'],
  ['安和县第一小学', '', '', '', '', '', '周五', '8:00', '15:30'],
  ['河西中学', '后门', '车行', 102.5201, 24.9102, '', '', '', ''],
]

describe('a table of gates and bells', () => {
  it('becomes gates and timetables beside those that are there, and can be undone', async () => {
    const schoolId = c.ids.schools.schoolA1.id
    const at = `/api/schools/${schoolId}`
    const before = (await commander().get(`${at}/bells`)).body
    const first = await checked(...table('7点半'))
    expect(first.status.body.counts).toEqual({
      rows: 4,
      new: 3,
      changed: 0,
      merged: 1,
      unchanged: 0,
      errors: 0,
      warnings: 0,
    })
    expect((await commit(first.runId, first.status)).body.state).toBe('committed')
    const gates = (await commander().get(`${at}/gates`)).body
    expect(gates.find(({ name }: { name: string }) => name === '西门')).toMatchObject({
      use: 'pedestrian',
      opened: true,
      position: { lon: 102.5012, lat: 24.9003, source: 'import' },
    })
    const { bells } = (await commander().get(`${at}/bells`)).body
    expect(bells).toHaveLength(before.bells.length + 3)
    expect(bells).toContainEqual(
      expect.objectContaining({
        gradeBand: '高年级',
        weekdays: [1, 2, 3, 4],
        arrival: '08:00',
        dismissal: '16:40',
        startsOn: '2026-11-23',
      }),
    )
    const again = await checked(...table('07:30'))
    expect(again.status.body.counts).toMatchObject({ unchanged: 4, errors: 0 })

    const other = await checked(...table('07:40'))
    expect(other.status.body.counts).toMatchObject({ changed: 1, unchanged: 3 })
    await commit(other.runId, other.status)
    const blocked = await commander().post(`/api/schools/imports/${first.runId}/undo`)
    expect(blocked).toBeRefused('schools.importUndoBlocked')
    await commander().post(`/api/schools/imports/${other.runId}/undo`)
    const after = (await commander().get(`${at}/bells`)).body.bells
    expect(after).toContainEqual(expect.objectContaining({ gradeBand: '低年级', arrival: '07:30' }))
  })

  it('is undone with its gates, as long as nobody built on them', async () => {
    const { runId, status } = await checked(headings, [
      '河西中学',
      '南门',
      '',
      '',
      '',
      '',
      '',
      '7:50',
      '',
    ])
    await commit(runId, status)
    const undone = await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(undone.body.state).toBe('undone')
    const gates = (await commander().get(`/api/schools/${c.ids.schools.schoolA2.id}/gates`)).body
    expect(gates.map(({ name }: { name: string }) => name)).not.toContain('南门')
  })

  it('names what contradicts itself or the register', async () => {
    const { status, runId } = await checked(
      headings,
      ['无名学校', '东门', '', '', '', '', '', '8:00', ''],
      ['永乐县实验小学', '东门', '', '', '', '', '', '8:00', ''],
      ['河西中学', '', '', '', '', '', '', '', ''],
      ['河西中学', '北门', '', '', '', '', '某日', '8:00', ''],
      ['河西中学', '北门', '', '', '', '', '', '16:00', '8:00'],
      ['河西中学', '北门', '人行', '', '', '', '', '7:50', ''],
      ['河西中学', '北门', '车行', '', '', '', '', '7:50', ''],
      ['河西中学', '北门', '', '', '', '', '', '7:55', ''],
      ['河西中学', '北门', '', '', '', '', '', '7:50', ''],
    )
    expect(status.body.counts).toMatchObject({ new: 1, merged: 1, errors: 7 })
    const { rows } = (await commander().get(`/api/schools/imports/${runId}/rows?show=errors`)).body
    const codes = rows.map((row: { cells: { problems: { code: string }[] }[] }) =>
      row.cells.flatMap(({ problems }) => problems.map(({ code }) => code)).join(),
    )
    expect(codes).toEqual([
      'schoolUnknown',
      'schoolUnknown',
      'nothingSaid',
      'weekdaysUnreadable',
      'dismissalBeforeArrival',
      'gateDiffers',
      'sameBellTwice',
    ])
  })

  it('has a template with the schools in a dropdown', async () => {
    const reply = await commander().get('/api/schools/imports/templates/gates')
    expect(reply.status).toBe(200)
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(reply.body)
    const codes = book.worksheets.find(({ state }) => state === 'veryHidden')
    const names = codes?.getColumn(2).values.map(String)
    expect(names).toContain('安和县第一小学')
    expect(names).not.toContain('永乐县实验小学')
  })
})

describe('weekdays', () => {
  it('are read as clerks write them', () => {
    expect(readWeekdays('周一至周五')).toEqual([1, 2, 3, 4, 5])
    expect(readWeekdays('星期一、三、五')).toEqual([1, 3, 5])
    expect(readWeekdays('1-4,6')).toEqual([1, 2, 3, 4, 6])
    expect(readWeekdays('周六日')).toEqual([6, 7])
    expect(readWeekdays('工作日')).toEqual([1, 2, 3, 4, 5])
    expect(readWeekdays('礼拜天')).toEqual([7])
    expect(readWeekdays('每天')).toHaveLength(7)
    expect(readWeekdays('节假日')).toBe(null)
    expect(readWeekdays('8')).toBe(null)
  })
})
