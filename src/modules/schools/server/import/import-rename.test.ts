import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

let c: County
let commander: Client
beforeAll(async () => {
  c = await county()
  commander = await c.stepUp(c.as('countyCommander'))
})
afterAll(() => c.close())

const codes = ['2153000301', '2153000302']

/** Writes two schools of these codes under the names; gives the run and what it counted. */
async function write(...names: readonly string[]) {
  const runId = newId(c.clock.now())
  const run = `/api/schools/imports/${runId}`
  const rows = names.map((name, index) => [name, codes[index] ?? '', '小学'])
  const bytes = await xlsxOf([
    '学校',
    (sheet) => sheet.addRows([['校名', '标识码', '类别'], ...rows]),
  ])
  const to = `/api/schools/imports?id=${runId}&subject=schools`
  await upload(c, commander, to, { name: '学校名册.xlsx', bytes })
  const { checkId, counts } = (await commander.get(`${run}?waitMs=20000`)).body
  expect((await commander.post(`${run}/commit`, { checkId })).status).toBe(200)
  return { run, counts }
}

/** What the area and the agency of each school are called. */
async function called(schools: readonly Json[]): Promise<string[][]> {
  const { body } = await c
    .as('systemAdministrator')
    .get('/api/identity/agencies?kind=school&limit=200')
  return Promise.all(
    schools.map(async ({ id }) => [
      (await commander.get(`/api/identity/areas/${id}`)).body.name,
      body.rows.find((agency: Json) => agency.id === id).name,
    ]),
  )
}

it('renames the areas and agencies as well, and its undo gives the old names back', async () => {
  await write('更名一小', '更名二小')
  const schools = (await commander.get('/api/schools?text=更名')).body.rows
  const old = await called(schools)
  expect(old.flat().sort()).toEqual(['更名一小', '更名一小', '更名二小', '更名二小'].sort())
  const { run, counts } = await write('新名一小', '新名二小')
  expect(counts).toMatchObject({ changed: 2 })
  expect(await called(schools)).toEqual(
    old.map((names) => names.map((name) => name.replace('更名', '新名'))),
  )
  expect((await commander.post(`${run}/undo`)).body.state).toBe('undone')
  expect(await called(schools)).toEqual(old)
})
