import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county, type Reply } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { xlsxOf, zipOf } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { distanceM } from '../../contract/position.ts'
import { undoRun } from './commit.actions.ts'
import { deleteOldFiles } from './import-files.actions.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())

const id = () => newId(c.clock.now())
const commander = () => c.as('countyCommander')

type Cells = readonly (string | number | boolean | null)[]
const sheetOf = (...rows: Cells[]) =>
  xlsxOf(['学校', (sheet) => sheet.addRows(rows.map((row) => [...row]))])

interface Sent {
  readonly runId: string
  readonly status: Reply
}

/** Hands a table in and waits for its dry run. */
async function checked(bytes: Uint8Array, options: { as?: Client; more?: string } = {}) {
  const runId = id()
  const client = options.as ?? commander()
  const to = `/api/schools/imports?id=${runId}&subject=schools${options.more ?? ''}`
  const sent = await upload(c, client, to, { name: '学校名册.xlsx', bytes })
  expect(sent.body).toMatchObject({ id: runId, table: null, fileName: '学校名册.xlsx' })
  const status = await client.get(`/api/schools/imports/${runId}?waitMs=20000`)
  return { runId, status } satisfies Sent
}

const rowsOf = async (runId: string, show = 'attention') =>
  (await commander().get(`/api/schools/imports/${runId}/rows?show=${show}`)).body

const commit = (runId: string, status: Reply, more = {}) =>
  commander().post(`/api/schools/imports/${runId}/commit`, {
    checkId: status.body.checkId,
    ...more,
  })

describe('who may import', () => {
  it('asks for a session, for the permission, and for a file', async () => {
    const to = `/api/schools/imports?id=${id()}&subject=schools`
    const bytes = await sheetOf(['校名', '学生数'], ['东山小学', 10])
    const file = { name: 'a.xlsx', bytes }
    expect(await upload(c, c.anonymous, to, file)).toBeRefused('request.notSignedIn')
    expect(await upload(c, c.as('schoolCadre'), to, file)).toBeRefused('request.forbidden')
    expect(await commander().post(to)).toBeRefused('schools.fileMissing')
    expect(await upload(c, commander(), `${to}&subject=x`, file)).toBeRefused('request.invalid')
  })

  it('keeps an import inside its county', async () => {
    const { runId, status } = await checked(await sheetOf(['校名', '类别'], ['界内小学', '小学']))
    const other = await c.stepUp(c.as('countyCommander', { at: 'countyB' }))
    const at = `/api/schools/imports/${runId}`
    expect(await other.get(at)).toBeRefused('request.notFound')
    expect(await other.get(`${at}/rows`)).toBeRefused('request.notFound')
    expect(await other.get(`${at}/marked`)).toBeRefused('request.notFound')
    const body = { checkId: status.body.checkId }
    expect(await other.post(`${at}/commit`, body)).toBeRefused('request.notFound')
    expect(await other.post(`${at}/undo`)).toBeRefused('request.notFound')
    expect(await other.post(`${at}/drop`)).toBeRefused('request.notFound')
    expect((await other.get('/api/schools/imports')).body.total).toBe(0)
    const elsewhere = `&areaId=${c.ids.areas.countyB.id}`
    const to = `/api/schools/imports?id=${id()}&subject=schools${elsewhere}`
    const bytes = await sheetOf(['校名', '类别'], ['界外小学', '小学'])
    expect(await upload(c, commander(), to, { name: 'a.xlsx', bytes })).toBeRefused(
      'request.notFound',
    )
  })
})

describe('a table as bureaus send it', () => {
  const bureauTable = () =>
    xlsxOf(
      [
        '汇总',
        (sheet) => {
          sheet.addRows([
            ['安和县2026年秋季学校基本情况统计表'],
            ['填报单位:安和县教育局', '', '', '', '', '单位:人、个'],
            ['序号', '乡镇', '学校基本情况', '', '', '人数', '', '联系电话'],
            ['', '', '学校名称', '学校(机构)标识码', '学段', '在校生', '寄宿生', ''],
            [1, '柳溪镇', '柳溪镇中心小学', '2153000101', '小学', 612, 0, '19900001111'],
            [2, '', '柳溪镇第二小学', '2153000102', '小学', '约500', 0, '19900001112'],
            [3, '', '柳溪镇初级中学', '3153000103', '初中', '８８０', 430, '19900001113'],
            [4, '云台镇', '云台镇中心小学', '5.3E+9', '小学', 300, 0, '19900001114'],
            [5, '', '云台镇九年一贯制学校', '2153000105', '九年制', 700, 20, '19900001115'],
            ['合计', '', '', '', '', 2492, 450, ''],
            ['制表人:某某', '', '', '审核:某某', '', '填报日期:2026年9月1日'],
          ])
          sheet.mergeCells('A1:H1')
          for (const at of ['A3:A4', 'B3:B4', 'C3:E3', 'F3:G3', 'H3:H4', 'B5:B7', 'B8:B9']) {
            sheet.mergeCells(at)
          }
        },
      ],
      ['填表说明', (sheet) => sheet.addRows([['一、本表由各校填写。'], ['二、人数为在籍数。']])],
    )

  it('is read as a careful clerk would, and says what was taken for what', async () => {
    const { runId, status } = await checked(await bureauTable())
    expect(status.body).toMatchObject({
      state: 'checked',
      counts: { rows: 5, new: 3, changed: 0, merged: 0, unchanged: 0, errors: 2 },
      coordinates: null,
      committable: true,
      progress: { phase: 'done', rows: 5, total: 5 },
    })
    const { columns, lines } = status.body.table
    const taken = Object.fromEntries(
      columns.map((one: { heading: string; key: string; because: string }) => [
        one.heading,
        one.key ?? one.because,
      ]),
    )
    expect(taken).toEqual({
      序号: 'row-number',
      乡镇: 'town',
      '学校基本情况 / 学校名称': 'name',
      '学校基本情况 / 学校(机构)标识码': 'code',
      '学校基本情况 / 学段': 'stage',
      '人数 / 在校生': 'enrolment',
      '人数 / 寄宿生': 'boarders',
      联系电话: 'personal',
    })
    const told = lines.map(({ topic, place }: { topic: string; place: string }) => topic + place)
    expect(told).toContain('sheet填表说明')
    expect(lines.map(({ text }: { text: string }) => text)).toContainEqual(
      expect.stringContaining('合计行'),
    )
    const errors = await rowsOf(runId, 'errors')
    expect(errors.rows.map(({ row }: { row: number }) => row)).toEqual([6, 8])
    const problems = errors.rows.flatMap((row: { cells: { problems: { code: string }[] }[] }) =>
      row.cells.flatMap((cell) => cell.problems),
    )
    expect(problems).toEqual([
      {
        code: 'approximate',
        severity: 'refused',
        suggestion: '500',
        text: expect.stringContaining('500'),
      },
      expect.objectContaining({ code: 'digits-lost', suggestion: null }),
    ])
    expect(JSON.stringify([status.body, errors])).not.toContain('19900001111')
  })

  it('gives back the own file with the errors marked, and takes what was agreed', async () => {
    const { runId, status } = await checked(await bureauTable())
    const marked = await commander().get(`/api/schools/imports/${runId}/marked`)
    expect(marked.status).toBe(200)
    expect(String(marked.headers['content-disposition'])).toContain('attachment')
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(marked.body)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['汇总', '填表说明', '导入问题'])
    expect(book.getWorksheet('汇总')?.getCell('F6').note).toContain('500')
    expect(status.body.table.offers).toEqual([
      { code: 'approximate', cells: 1, example: '约500 → 500' },
    ])
    const settings = { ...status.body.settings, accept: ['approximate'] }
    const settled = await commander().put(`/api/schools/imports/${runId}/settings`, {
      version: 1,
      settings,
    })
    expect(settled.body).toMatchObject({ version: 2, table: null })
    const again = await commander().get(`/api/schools/imports/${runId}?waitMs=20000`)
    expect(again.body.counts).toMatchObject({ new: 4, errors: 1 })
    const stale = await commander().put(`/api/schools/imports/${runId}/settings`, {
      version: 1,
      settings,
    })
    expect(stale).toBeRefused('request.stale')
  })

  it('can be mapped by hand', async () => {
    const bytes = await sheetOf(['校名', '学段', '乙数'], ['映射小学', '小学', 200])
    const { runId, status } = await checked(bytes)
    expect(status.body.table.columns[2]).toMatchObject({ heading: '乙数', key: null })
    const settings = { ...status.body.settings, columns: { enrolment: 2 } }
    await commander().put(`/api/schools/imports/${runId}/settings`, { version: 1, settings })
    const again = await commander().get(`/api/schools/imports/${runId}?waitMs=20000`)
    expect(again.body.table.columns[2]).toMatchObject({ key: 'enrolment', because: 'chosen' })
    await commit(runId, again)
    const { body } = await commander().get('/api/schools?text=映射小学')
    expect(body.rows[0].enrolment).toBe(200)
  })
})

describe('what cannot be taken', () => {
  const refusedFile = async (bytes: Uint8Array) => {
    const to = `/api/schools/imports?id=${id()}&subject=schools`
    return upload(c, commander(), to, { name: 'a.xlsx', bytes })
  }

  it('is a file that holds no table, a bomb, or nothing', async () => {
    const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: 'a'.repeat(5_000_000) }])
    for (const [bytes, code] of [
      [bomb, 'archive-bomb'],
      [Buffer.from('%PDF-1.7'), 'not-a-workbook'],
      [new Uint8Array(), 'file-empty'],
      [await xlsxOf(['空', () => undefined]), 'no-content'],
    ] as const) {
      const reply = await refusedFile(bytes)
      expect(reply).toBeRefused('schools.importUnreadable')
      expect(reply.body.params.code).toBe(code)
      expect(reply.body.detail).toMatch(/。$/)
    }
  })

  it('is a table of something else: nothing is written and it says what is missing', async () => {
    const { runId, status } = await checked(await sheetOf(['物品', '数量'], ['粉笔', 3]))
    expect(status.body.committable).toBe(false)
    expect(status.body.table.problems[0]).toMatchObject({ code: 'no-table', severity: 'refused' })
    expect(await commit(runId, status)).toBeRefused('schools.importTableRefused')
  })

  it('is each bad cell, told in words, and nothing else of the file', async () => {
    const bytes = await sheetOf(
      ['校名', '标识码', '类别', '学生数', '寄宿生', '派出所', '经度', '纬度'],
      ['甲小学', '2153000201', '城堡', 100, 0, '', '', ''],
      ['乙小学', '9953000202', '小学', 100, 0, '', '', ''],
      ['丙小学', '2199000203', '小学', 100, 200, '', '', ''],
      ['丁小学', '2153000204', '小学', 100, 0, '无此派出所', '', ''],
      ['戊小学', '2153000205', '小学', 100, 0, '', 24.9, 102.5],
      ['同上', '2153000206', '小学', 100, 0, '', '', ''],
      ['己小学', '2153000207', '小学', '一千二', 0, '', '', ''],
      ['庚小学', '2153000208', '小学', 100, 0, '城关派出所', 102.51, ''],
      ['辛小学', '2153000209', '小学', 100, 0, '城关', '', ''],
      ['壬小学', '2153000209', '小学', 100, 0, '', '', ''],
    )
    const { runId, status } = await checked(bytes)
    const { rows } = await rowsOf(runId, 'all')
    const codes = rows.map((row: { outcome: string; cells: { problems: { code: string }[] }[] }) =>
      [
        row.outcome,
        ...row.cells.flatMap(({ problems }) => problems.map(({ code }) => code)),
      ].join(),
    )
    expect(codes).toEqual([
      'error,choice-unknown',
      'error,codeUnknownCategory',
      'error,codeUnknownProvince,boardersExceedEnrolment',
      'error,stationUnknown',
      'error,coordinates-swapped,coordinates-swapped',
      'error,ditto-mark',
      'error,number-in-words',
      'error,positionIncomplete',
      'new',
      'error,duplicate-row',
    ])
    expect(await commit(runId, status, { errors: 'refuse' })).toBeRefused('schools.importHasErrors')
    expect((await commit(runId, status)).body).toMatchObject({ state: 'committed' })
    const { body } = await commander().get('/api/schools?text=辛小学')
    expect(body.rows[0]).toMatchObject({ code: '2153000209', stationName: '城关派出所' })
  })
})

describe('writing and taking back', () => {
  const table = (heads: number) =>
    sheetOf(
      ['学校名称', '类别', '地址', '在校生', '东经', '北纬'],
      ['城南小学', '小学', '城南路1号', heads, 102.51, 24.91],
      ['城北小学', '小学', '城北路1号', 300, 102.52, 24.95],
    )

  it('asks which map the positions come from, with evidence once places are known', async () => {
    const first = await checked(await table(200))
    expect(first.status.body).toMatchObject({
      committable: false,
      coordinates: { positions: 2, answer: null, proposed: null },
    })
    expect(await commit(first.runId, first.status)).toBeRefused('schools.importCoordinatesUnknown')
    const { runId, status } = await checked(await table(200), { more: '&coordinates=gcj02' })
    expect(status.body.coordinates).toMatchObject({ answer: 'gcj02', answeredBy: 'person' })
    const done = await commit(runId, status)
    expect(done.body).toMatchObject({ state: 'committed', counts: { new: 2 }, version: 1 })
    expect(done.body.undoUntil).toBe('2026-11-23T23:00:00.000Z')
    const again = await checked(await table(210))
    const { evidence } = again.status.body.coordinates
    const meanOf = (system: string) =>
      evidence.find((one: { system: string }) => one.system === system).meanM
    expect(meanOf('gcj02')).toBe(0)
    // What a person sees of each answer on the map, beside what the register knows.
    const { known } = again.status.body.coordinates
    const sampleOf = (system: string) =>
      evidence.find((one: { system: string }) => one.system === system).sample
    expect(sampleOf('wgs84')).toEqual([
      { lon: 102.51, lat: 24.91 },
      { lon: 102.52, lat: 24.95 },
    ])
    expect(distanceM(sampleOf('gcj02')[0], known[0])).toBeLessThan(1)
    expect(distanceM(sampleOf('bd09')[1], known[1])).toBeGreaterThan(200)
    expect(meanOf('wgs84')).toBeGreaterThan(200)
    expect(meanOf('bd09')).toBeGreaterThan(200)
  })

  it('shows what would change, writes it once, and says when nothing is new', async () => {
    const { runId, status } = await checked(await table(250), { more: '&coordinates=gcj02' })
    expect(status.body.counts).toMatchObject({ changed: 1, unchanged: 1, new: 0 })
    const { rows } = await rowsOf(runId)
    expect(rows).toMatchObject([
      {
        name: '城南小学',
        outcome: 'changed',
        movedM: null,
        changes: [{ field: 'enrolment', label: '在校生数', before: '200', after: '250' }],
      },
    ])
    expect((await commit(runId, status)).body.state).toBe('committed')
    expect((await commit(runId, status)).body.state).toBe('committed')
    const same = await checked(await table(250), { more: '&coordinates=gcj02' })
    expect(same.status.body.counts).toMatchObject({ rows: 2, unchanged: 2 })
    expect(await commit(same.runId, same.status)).toBeRefused('schools.importNothing')
    const dropped = await commander().post(`/api/schools/imports/${same.runId}/drop`)
    expect(dropped.body.state).toBe('dropped')
    expect(await commit(same.runId, same.status)).toBeRefused('schools.importStep')
  })

  it('refuses to write what nobody has seen', async () => {
    const { runId, status } = await checked(await table(260), { more: '&coordinates=gcj02' })
    const { body } = await commander().get('/api/schools?text=城南小学')
    await commander().patch(`/api/schools/${body.rows[0].id}`, { version: 2, enrolment: 255 })
    expect(await commit(runId, status)).toBeRefused('schools.importChanged')
    const fresh = await commander().get(`/api/schools/imports/${runId}?waitMs=20000`)
    expect((await commit(runId, fresh)).body.state).toBe('committed')
    const undone = await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(undone.body.state).toBe('undone')
    const after = await commander().get(`/api/schools/${body.rows[0].id}`)
    expect(after.body.enrolment).toBe(255)
  })

  it('takes a whole import back, but not over later work', async () => {
    const bytes = await sheetOf(['校名', '类别'], ['撤销一小', '小学'], ['撤销二小', '小学'])
    const { runId, status } = await checked(bytes)
    await commit(runId, status)
    const found = async (text: string) =>
      (await commander().get(`/api/schools?text=${text}`)).body.rows
    const [one] = await found('撤销一小')
    const gate = { id: id(), name: '东门' }
    await commander().post(`/api/schools/${one.id}/gates`, gate)
    const refused = await commander().post(`/api/schools/imports/${runId}/undo`)
    expect(refused).toBeRefused('schools.importUndoBlocked')
    expect(refused.body.params).toMatchObject({ count: 1, names: ['撤销一小'] })
    expect(await found('撤销')).toHaveLength(2)

    const second = await checked(await sheetOf(['校名', '类别'], ['撤销三小', '小学']))
    await commit(second.runId, second.status)
    const undone = await commander().post(`/api/schools/imports/${second.runId}/undo`)
    expect(undone.body).toMatchObject({ state: 'undone', undoUntil: null })
    expect(await found('撤销三小')).toEqual([])
    const anew = await checked(await sheetOf(['校名', '类别'], ['撤销三小', '小学']))
    expect(anew.status.body.counts.new).toBe(1)
    await commit(anew.runId, anew.status)
    c.clock.advance(25 * 3_600_000)
    const { ground } = c.product
    const late = ground.database.inWork(systemBinding, (work) => undoRun(work, ground, anew.runId))
    await expect(late).rejects.toMatchObject({ code: 'schools.importUndoLate' })
  })
})

describe('the file of an import', () => {
  it('is deleted when its import has ended, or when nobody goes on with it', async () => {
    const { ground } = c.product
    const files = async () => {
      const rows = await ground.database.inWork(systemBinding, (work) =>
        work.query<{ state: string }>(
          'select state from schools.import_run where file_id is not null',
        ),
      )
      return new Set(rows.map(({ state }) => state))
    }
    expect(await files()).toContain('committed')
    while ((await deleteOldFiles(ground)) > 0);
    expect(await files()).toEqual(new Set(['checked']))
    c.clock.advance(8 * 24 * 3_600_000)
    while ((await deleteOldFiles(ground)) > 0);
    expect(await files()).toEqual(new Set())
    const claims = await ground.database.inWork(systemBinding, (work) =>
      work.query(`select 1 from platform.file where purpose = 'schools.import'`),
    )
    expect(claims).toEqual([])
  })
})
