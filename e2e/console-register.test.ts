import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Role } from '../src/modules/identity/contract/role.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { testPassword } from '../test/world.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'
import { seriousFindings } from './page-checks.ts'

let browser: Browser
let site: ConsoleSite

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('07:30')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const openAs = async (role: Role, path: string): Promise<Page> =>
  (await site.open(browser, site.world.as(role), path)).page

const dialog = (page: Page) => page.getByRole('dialog').last()
const message = (page: Page, text: string | RegExp) =>
  page.locator('.ay-undo', { hasText: text }).last()

/** A required field bears a star before its label. */
const field = (page: Page, label: string) =>
  dialog(page).getByRole('combobox', { name: new RegExp(`^\\W*${label}$`) })

/** Types into a field that searches, and takes the answer. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).click()
  await field(page, label).pressSequentially(text)
  await page.locator('.ant-select-item-option:visible', { hasText: text }).first().click()
}

/** Takes one of a few. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click()
  await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click()
}

it('a police room is entered, written into, and shown with its distance at the school', async () => {
  const { id: schoolId, lon, lat } = site.world.ids.schools.schoolA1
  const page = await openAs('countyCommander', '/police-rooms')
  await page.getByText('还没有警务室').waitFor()
  await page.getByRole('button', { name: '登记警务室' }).first().click()
  await dialog(page).getByRole('button', { name: '登记警务室' }).click()
  await dialog(page).getByText('请选派出所').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await choose(page, '派出所', '城关派出所')
  await dialog(page).getByLabel('名称').fill('东街警务室')
  await dialog(page)
    .getByLabel('经度')
    .fill(String(lon + 0.002))
  await dialog(page).getByLabel('纬度').fill(String(lat))
  await dialog(page).getByRole('button', { name: '登记警务室' }).click()
  await message(page, '已登记 东街警务室').waitFor()
  await page.getByText('还没有日志').waitFor()
  await page.getByRole('button', { name: '写日志' }).click()
  await dialog(page).getByLabel('内容').fill('巡查两侧人行道')
  await dialog(page).getByRole('button', { name: '写日志' }).click()
  await page.getByRole('cell', { name: '巡查两侧人行道' }).waitFor()
  await page.goto(`${site.origin}/police-rooms?kind=booth`)
  await page.getByText('没有符合筛选条件的记录').waitFor()
  await page.goto(`${site.origin}/schools/${schoolId}`)
  const near = page.getByRole('region', { name: '500 米内警务室' })
  await near.getByText('正门・202 米').waitFor()
  await near.getByRole('link', { name: '东街警务室' }).click()
  await page.getByRole('cell', { name: '巡查两侧人行道' }).waitFor()
  await page.context().close()
}, 90_000)

it('a day without lessons is entered in the month and stands there', async () => {
  const page = await openAs('countyCommander', '/calendar')
  await page.getByRole('button', { name: '下个月' }).click()
  await page.getByText('2026年12月', { exact: true }).waitFor()
  expect(page.url()).toContain('month=2026-12')
  await page.getByRole('button', { name: /2026年12月18日：登记特殊日/ }).click()
  await dialog(page).getByLabel('名称').fill('家长开放日')
  await dialog(page).getByLabel('依据').fill('县教育局通知')
  await dialog(page).getByRole('button', { name: '登记特殊日' }).click()
  await page.locator('.sc-month').getByText('家长开放日').waitFor()
  await page.getByRole('button', { name: '本月' }).click()
  await page.getByText('2026年11月', { exact: true }).waitFor()
  await page.context().close()
}, 60_000)

it('a pairing list is proposed, taken back, approved as a whole and printed', async () => {
  const { name } = site.world.ids.schools.schoolA1
  const officer = site.world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  const empty = await openAs('countyCommander', '/pairings')
  await empty.getByText('还没有学期').waitFor()
  await empty.context().close()
  await site.world.as('countyCommander').post('/api/schools/terms', {
    id: newId(site.world.clock.now()),
    name: '秋季学期',
    startsOn: '2026-09-01',
    endsOn: '2027-01-20',
  })
  const page = await openAs('countyCommander', '/pairings')
  const propose = async () => {
    await page.getByRole('button', { name: '提名民警' }).first().click()
    await choose(page, '学校', name)
    await choose(page, '民警', officer?.name ?? '')
    await dialog(page).getByRole('button', { name: '提名民警' }).click()
    await message(page, '已提名').waitFor()
  }
  await page.getByText('名单还是空的').waitFor()
  await propose()
  await message(page, '已提名').getByRole('button', { name: /撤回/ }).click()
  await page.locator('tbody').getByText('已结束').waitFor()
  await propose()
  await page.getByRole('button', { name: '批准 1 条' }).click()
  await dialog(page).getByRole('button', { name: '批准 1 条' }).click()
  await page.locator('tbody').getByText('在任').waitFor()
  const lacking = page.getByRole('region', { name: '没有联校民警的学校' })
  await lacking.getByRole('link', { name }).waitFor()
  await page.getByRole('button', { name: '打印名单' }).click()
  await page.getByRole('heading', { name: '安和县对口民警名单' }).waitFor()
  const rows = page.locator('.sp-sheet tbody tr')
  await expect.poll(() => rows.allTextContents()).toHaveLength(1)
  expect(await rows.textContent()).toContain(officer?.name ?? 'nobody')
  await page.context().close()
}, 90_000)

it('an approved officer whose time is to come is withdrawn on the page, and put back', async () => {
  const { id: schoolId } = site.world.ids.schools.schoolA1
  const person = site.world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  const commander = site.world.as('countyCommander')
  const coming = { kind: 'linked', startsOn: '2027-03-01', noticePhone: '19900001234' }
  const link = { id: newId(site.world.clock.now()), personId: person?.id, ...coming }
  await commander.post(`/api/schools/${schoolId}/officers`, link)
  const page = await openAs('countyCommander', `/schools/${schoolId}?tab=people`)
  const row = page.locator('tbody tr', { hasText: '2027-03-01' })
  await row.getByRole('button', { name: '批准' }).click()
  await message(page, '已批准，自 2027-03-01 起').waitFor()
  await row.getByText('在任').waitFor()
  await row.getByRole('button', { name: '撤销' }).click()
  await row.getByText('已结束').waitFor()
  await message(page, '已撤销').getByRole('button', { name: /撤回/ }).click()
  await row.filter({ hasText: '在任' }).getByText('19900001234').waitFor()
  await page.context().close()
}, 60_000)

it('the city seconds somebody and ends it; the county sees it and cannot change it', async () => {
  const person = site.world.ids.people.stationB1?.find(({ dutyRole }) => dutyRole === 'police')
  const page = await openAs('cityBureau', '/secondments')
  await page.getByText('没有借调').waitFor()
  await page.getByRole('button', { name: '办理借调' }).click()
  await choose(page, '人员', person?.name ?? '')
  await choose(page, '借调到', '城关派出所')
  expect(await seriousFindings(page)).toEqual([])
  await dialog(page).getByLabel('事由').fill('大型活动安保')
  await dialog(page).getByRole('button', { name: '办理借调' }).click()
  await page.getByRole('dialog', { name: '请再次验证身份' }).getByLabel('密码').fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: '永乐县' }).waitFor()
  await page.getByRole('button', { name: '结束借调' }).click()
  await dialog(page).getByRole('button', { name: '结束借调' }).click()
  await page.getByRole('cell', { name: '2026-11-23' }).nth(2).waitFor()
  await page.context().close()
  const reader = await openAs('countyCommander', '/secondments')
  await reader.getByRole('cell', { name: '永乐派出所', exact: true }).waitFor()
  expect(await reader.getByRole('button', { name: /借调$/ }).count()).toBe(0)
  await reader.context().close()
}, 90_000)

it('a person is given skills of the list, and the list of people names them', async () => {
  const page = await openAs('stationOfficer', '/people')
  await page.getByRole('button', { name: '登记人员' }).click()
  await dialog(page).getByLabel('姓名').fill('钟能')
  await choose(page, '单位', '城关派出所')
  await choose(page, '技能', '急救')
  await choose(page, '技能', '无人机')
  await dialog(page).getByLabel('姓名').click()
  expect(await seriousFindings(page)).toEqual([])
  await dialog(page).getByRole('button', { name: '登记人员' }).click()
  await page.getByRole('row', { name: /钟能/ }).getByText('急救、无人机').waitFor()
  await page.context().close()
}, 90_000)

it('a school stores the signed paper of a rule and reads it again', async () => {
  const { id } = site.world.ids.schools.schoolA1
  const page = await openAs('schoolCadre', `/schools/${id}?tab=upkeep`)
  const rules = page.getByRole('region', { name: '四项制度' })
  await rules.getByRole('button', { name: '登记制度' }).first().click()
  const paper = (text: string) => ({
    name: '门卫制度.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(text),
  })
  const file = dialog(page).getByLabel('选择文件')
  const save = dialog(page).getByRole('button', { name: '登记制度' })
  await file.setInputFiles(paper('PK\u0003\u0004 not a paper'))
  await save.click()
  await dialog(page).getByText('不支持的文件类型').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await file.setInputFiles(paper('%PDF-1.7 signed'))
  await save.click()
  const stored = rules.getByRole('button', { name: '门卫制度.pdf' })
  await stored.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), stored.click()])
  expect(download.suggestedFilename()).toBe('门卫制度.pdf')
  expect(await readFile(await download.path(), 'utf8')).toBe('%PDF-1.7 signed')
  await page.context().close()
}, 90_000)

it('gear comes in, is written off when it is past its day, and is never less than nothing', async () => {
  const { id } = site.world.ids.schools.schoolA1
  await site.world.as('schoolCadre').post(`/api/schools/${id}/gear/entries`, {
    id: newId(site.world.clock.now()),
    gear: 'spray',
    movement: 'in',
    quantity: 4,
    onDay: '2026-10-01',
    expiresOn: '2026-11-01',
  })
  const page = await openAs('schoolCadre', `/schools/${id}?tab=upkeep`)
  const gear = page.getByRole('region', { name: '防护装备' })
  await gear.getByText('4 件过期').waitFor()
  await gear.getByRole('button', { name: '报废过期' }).click()
  await dialog(page).getByText('现有 4 件').waitFor()
  expect(await dialog(page).getByLabel('有效期至').count()).toBe(0)
  await dialog(page).getByRole('button', { name: '登记收发' }).click()
  await gear.getByRole('cell', { name: '−4' }).waitFor()
  await gear.getByRole('button', { name: '登记收发' }).click()
  await pick(page, '类别', '遗失')
  await pick(page, '装备', '喷雾')
  await dialog(page).getByText('现有 0 件').waitFor()
  await dialog(page).getByRole('button', { name: '登记收发' }).click()
  await dialog(page).getByRole('alert').waitFor()
  await page.context().close()
}, 90_000)

it('the list is taken out as a spreadsheet, by who proves themselves first', async () => {
  const page = await openAs('educationOfficer', '/schools?kind=junior')
  await page.getByRole('cell', { name: '河西中学' }).waitFor()
  const exportButton = page.getByRole('button', { name: '导出 Excel' })
  await exportButton.click()
  const again = page.getByRole('dialog', { name: '请再次验证身份' })
  await again.getByRole('button', { name: '取消' }).click()
  await message(page, '需要再次验证身份').waitFor()
  await exportButton.click()
  await again.getByLabel('密码').fill(testPassword)
  const coming = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await coming
  expect(download.suggestedFilename()).toBe('学校名单 安和县 2026-11-23.xlsx')
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
  await page.context().close()
  const cadre = await openAs('schoolCadre', '/schools')
  await cadre.getByRole('cell', { name: '安和县第一小学' }).waitFor()
  expect(await cadre.getByRole('button', { name: '导出 Excel' }).count()).toBe(0)
  await cadre.context().close()
}, 90_000)
