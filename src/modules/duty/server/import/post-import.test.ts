import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county, type Reply } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../test/workbooks.ts'
import { newId } from '../../../../platform/database/new-id.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('countyCommander'), 30 * 60)
})
afterAll(() => c.close())

const commander = () => c.as('countyCommander')
type Cells = readonly (string | number | null)[]
const headings = ['学校名称', '校门', '民警', '辅警', '保安员', '家长志愿者', '必到级别']

async function checked(...rows: Cells[]): Promise<{ runId: string; status: Reply }> {
  const runId = newId(c.clock.now())
  const to = `/api/schools/imports?id=${runId}&subject=posts`
  const cells = [headings, ...rows.map((row) => [...row])]
  const bytes = await xlsxOf(['岗位', (sheet) => sheet.addRows(cells)])
  await upload(c, commander(), to, { name: '岗位.xlsx', bytes })
  return { runId, status: await commander().get(`/api/schools/imports/${runId}?waitMs=20000`) }
}

const commit = (runId: string, status: Reply) =>
  commander().post(`/api/schools/imports/${runId}/commit`, { checkId: status.body.checkId })

const posts = async () => (await commander().get('/api/duty/posts')).body.rows

const table = (police: number): Cells[] => [
  ['安和县第一小学', '', police, 1, 3, '', '县局'],
  ['河西中学', '', '', '', '', 6, ''],
]

describe('a table of posts', () => {
  it('sets posts up at their gates with the team that it names, and is undone', async () => {
    const first = await checked(...table(2))
    expect(first.status.body.counts).toMatchObject({ rows: 2, new: 2, errors: 0 })
    expect((await commit(first.runId, first.status)).body.state).toBe('committed')
    const made = await posts()
    expect(made).toHaveLength(2)
    const heads = (school: string) => {
      const post = made.find((one: { schoolName: string }) => one.schoolName === school)
      return post.team.map((one: { role: string; heads: number }) => `${one.role} ${one.heads}`)
    }
    expect(heads('安和县第一小学')).toEqual([
      'police 2',
      'auxiliary 1',
      'cadre 1',
      'guard 3',
      'staff 2',
      'volunteer 4',
    ])
    expect(heads('河西中学')).toContain('volunteer 6')
    expect((await checked(...table(2))).status.body.counts).toMatchObject({ unchanged: 2 })
    const undone = await commander().post(`/api/schools/imports/${first.runId}/undo`)
    expect(undone.body.state).toBe('undone')
    expect(await posts()).toEqual([])
  })

  it('changes a post that stands there, and gives it back its team', async () => {
    const first = await checked(...table(1))
    await commit(first.runId, first.status)
    const second = await checked(...table(3))
    expect(second.status.body.counts).toMatchObject({ changed: 1, unchanged: 1 })
    const seen = await commander().get(`/api/schools/imports/${second.runId}/rows`)
    expect(seen.body.rows).toMatchObject([
      { changes: [{ field: 'police', label: '民警', before: '1', after: '3' }] },
    ])
    await commit(second.runId, second.status)
    const blocked = await commander().post(`/api/schools/imports/${first.runId}/undo`)
    expect(blocked).toBeRefused('schools.importUndoBlocked')
    await commander().post(`/api/schools/imports/${second.runId}/undo`)
    expect((await checked(...table(1))).status.body.counts).toMatchObject({ unchanged: 2 })
  })

  it('names gates that do not exist, or that have a post in the file already', async () => {
    const { runId, status } = await checked(
      ['安和县第一小学', '天门', 1, 1, 1, 1, ''],
      ['无名小学', '', 1, 1, 1, 1, ''],
      ['河西中学', '', 1, 1, 1, 1, ''],
      ['河西中学', '', 2, 1, 1, 1, ''],
      ['河西中学', '', '一批', 1, 1, 1, ''],
      ['安和县第一小学', '', 0, 1, 1, 1, '市局'],
    )
    expect(status.body.counts.errors).toBe(5)
    const { rows } = (await commander().get(`/api/schools/imports/${runId}/rows?show=errors`)).body
    const codes = rows.flatMap((row: { cells: { problems: { code: string }[] }[] }) =>
      row.cells.flatMap(({ problems }) => problems.map(({ code }) => code)),
    )
    expect(codes).toEqual([
      'gateUnknown',
      'schoolUnknown',
      'samePostTwice',
      'not-a-number',
      'mustAttendWithoutPolice',
    ])
  })
})
