import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { tableIn, xlsxOf } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { ImportRow } from '../../contract/import.ts'
import type { School, SchoolRow } from '../../contract/school.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const commander = () => c.as('countyCommander')

const enter = async (fields: object): Promise<School> => {
  const school = { id: id(), withinAreaId: c.ids.areas.stationA1.id, ...fields }
  return (await commander().post('/api/schools', school)).body
}
const change = async ({ id: schoolId, version }: School, fields: object): Promise<School> =>
  (await commander().patch(`/api/schools/${schoolId}`, { version, ...fields })).body
const namesWith = async (query: string) => {
  const { body } = await commander().get(`/api/schools?limit=200&${query}`)
  return body.rows.map(({ name }: SchoolRow) => name)
}

/** Hands a table in and says what would become of each row, and what was remarked. */
async function checked(bytes: Uint8Array) {
  const runId = id()
  const to = `/api/schools/imports?id=${runId}&subject=schools`
  await upload(c, commander(), to, { name: '学校名册.xlsx', bytes })
  const path = `/api/schools/imports/${runId}`
  const { checkId, table } = (await commander().get(`${path}?waitMs=20000`)).body
  const { rows } = (await commander().get(`${path}/rows?show=all`)).body as { rows: ImportRow[] }
  const told = rows.map(({ outcome, cells, changes }) => [
    outcome,
    ...changes.map(({ label, before, after }) => `${label} ${before}→${after}`),
    ...cells.flatMap(({ problems }) => problems.map(({ code }) => code)),
  ])
  const keys = table.columns.map(({ key }: { key: string | null }) => key)
  return { keys, told, commit: () => commander().post(`${path}/commit`, { checkId }) }
}

const checkedRows = async (...rows: string[][]) =>
  checked(await xlsxOf(['学校', (sheet) => sheet.addRows(rows)]))

it('the stages of a school follow its kind until somebody says otherwise', async () => {
  const school = await enter({ name: '白云中心学校', kind: 'primary' })
  expect(school.stages).toEqual(['primary'])
  const grown = await change(school, { kind: 'nineYear' })
  expect(grown.stages).toEqual(['primary', 'junior'])
  const own = await change(grown, { stages: ['junior', 'preschool', 'primary', 'junior'] })
  expect(own.stages).toEqual(['preschool', 'primary', 'junior'])
  expect((await change(own, { kind: 'other' })).stages).toEqual(own.stages)
  const wrong = { version: own.version + 1, stages: ['college'] }
  expect(await commander().patch(`/api/schools/${school.id}`, wrong)).toBeRefused('request.invalid')
})

it('stages that somebody clears follow the kind again', async () => {
  const own = await enter({ name: '青石学校', kind: 'junior', stages: ['primary', 'junior'] })
  const cleared = await change(own, { stages: [] })
  expect(cleared.stages).toEqual(['junior'])
  expect(await namesWith('stage=junior&text=青石')).toEqual(['青石学校'])
  expect((await change(cleared, { kind: 'senior' })).stages).toEqual(['senior'])
  expect((await enter({ name: '青溪学校', kind: 'senior', stages: [] })).stages).toEqual(['senior'])
})

it('a special school has stages and is found by them', async () => {
  const school = await enter({ name: '启明学校', kind: 'special', stages: ['primary', 'junior'] })
  expect(school.stages).toEqual(['primary', 'junior'])
  expect(await namesWith('kind=special&stage=junior')).toEqual(['启明学校'])
  expect(await namesWith('kind=special&stage=senior')).toEqual([])
  expect(await namesWith('stage=junior')).toEqual(['白云中心学校', '启明学校'])
})

it('a file tells the type and the stages of a school in two columns', async () => {
  const { keys, told, commit } = await checkedRows(
    ['学校名称', '学校类型', '学段'],
    ['光明学校', '特殊教育学校', '小学/初中'],
    ['启智学校', '', '九年一贯'],
    ['东山职中', '职业学校', ''],
    ['一贯学校', '', '十二年一贯制'],
    ['南坪学校', '小学', '学前、小学部、半日'],
    ['北坪学校', '', '初中'],
  )
  expect(keys).toEqual(['name', 'kind', 'stage'])
  expect(told.map(([outcome, ...rest]) => [outcome, rest.includes('stageUnknown')])).toEqual([
    ['new', false],
    ['new', false],
    ['new', false],
    ['new', false],
    ['new', true],
    ['new', false],
  ])
  expect((await commit()).status).toBe(200)
  const stored = await c.sql(
    `select name, kind, stages from schools.school where name = any ($1) order by name collate "C"`,
    [['光明学校', '启智学校', '东山职中', '一贯学校', '南坪学校', '北坪学校']],
  )
  expect(stored.map(({ name, kind, stages }) => [name, kind, ...(stages as string[])])).toEqual([
    ['一贯学校', 'complete', 'primary', 'junior', 'senior'],
    ['东山职中', 'vocational', 'senior'],
    ['光明学校', 'special', 'primary', 'junior'],
    ['北坪学校', 'junior', 'junior'],
    ['南坪学校', 'primary', 'preschool', 'primary'],
    ['启智学校', 'special', 'primary', 'junior'],
  ])

  const again = await checkedRows(
    ['学校名称', '学段'],
    ['光明学校', '小学'],
    ['北坪学校', '小学、初中'],
    ['南坪学校', ''],
  )
  expect(again.told).toEqual([
    ['changed', '学段 小学、初中→小学'],
    ['changed', '学校类别 初中→九年一贯制学校', '学段 初中→小学、初中'],
    ['unchanged'],
  ])
})

it('a kind that a cell of stages names is taken for the kind without a warning', async () => {
  const words = ['特殊教育学校', '特教', '高校', '大学、高专', '小学、特教']
  const { told, commit } = await checkedRows(
    ['学校名称', '学段'],
    ...words.map((word, at) => [`学段第${at + 1}校`, word]),
  )
  expect(told.map((of) => of.includes('stageUnknown'))).toEqual(words.map(() => false))
  expect((await commit()).status).toBe(200)
  const stored = await c.sql(
    `select kind, stages from schools.school where name like '学段第%' order by name`,
  )
  expect(stored.map(({ kind, stages }) => [kind, ...(stages as string[])])).toEqual([
    ['special'],
    ['special'],
    ['university'],
    ['university'],
    ['special', 'primary'],
  ])
})

it('the exported list holds the stages, and handed back it changes none', async () => {
  const reply = await commander().get('/api/schools/export')
  const { rows } = await tableIn(reply)
  const of = (name: string) => rows.find((row) => row['学校名称'] === name)?.['学段']
  expect([of('启明学校'), of('白云中心学校'), of('东山职中')]).toEqual([
    '小学、初中',
    '学前、小学、初中',
    '高中',
  ])
  const { told } = await checked(reply.body)
  expect(new Set(told.map(([outcome]) => outcome))).toEqual(new Set(['unchanged']))
})
