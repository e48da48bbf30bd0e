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
const school = () => site.world.ids.schools.schoolA1
const officer = () => site.world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')

async function enter(path: string, body: object): Promise<string> {
  const id = newId(site.world.clock.now())
  const reply = await site.world.as('countyCommander').post(`/api/schools/${path}`, { id, ...body })
  expect([path, reply.status, reply.body.detail]).toEqual([path, 200, undefined])
  return id
}

const dialog = (page: Page) => page.getByRole('dialog').last()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const confirm = (page: Page, name: string) => button(page, name).last().click()
const message = (page: Page, text: string | RegExp) =>
  page.locator('.ay-undo', { hasText: text }).last()
const takeBack = (page: Page, text: string) =>
  message(page, text).getByRole('button', { name: /撤回/ }).click()
const row = (page: Page, text: string) => page.getByRole('row', { name: new RegExp(text) })

/** A required field bears a star before its label. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  const field = dialog(page).getByRole('combobox', { name: new RegExp(`^\\W*${label}$`) })
  await field.click()
  await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click()
}

/** Typed as a user types; the calendar that opens shows the old day's month first. */
async function setDay(page: Page, label: string, day: string): Promise<void> {
  const field = dialog(page).getByLabel(label)
  const calendar = page.locator('.ant-picker-dropdown:visible')
  await field.click()
  await calendar.waitFor()
  await field.fill(day)
  await field.press('Enter')
  await calendar.waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe(day)
}

it('a certificate that is due is renewed from the list of them, and a known person is entered', async () => {
  const guard = { kind: 'guard', source: 'own', startsOn: '2026-09-01', newPersonName: '许安平' }
  const certificate = { certificateNo: '保安530000001', certificateExpiresOn: '2026-12-20' }
  const personId = newId(site.world.clock.now())
  await enter(`${school().id}/staff`, { ...guard, ...certificate, personId })
  const page = await openAs('countyCommander', '/schools')
  await button(page, '上岗证到期 1').click()
  await row(page, '许安平').getByText('2026-12-20 即将到期').waitFor()
  await row(page, '许安平').getByRole('button', { name: '修改' }).click()
  expect(await seriousFindings(page)).toEqual([])
  await dialog(page).getByLabel('上岗证号').fill('保安530000777')
  await setDay(page, '有效期至', '2029-12-20')
  await confirm(page, '保存')
  await page.getByText('没有到期的上岗证').waitFor()
  await takeBack(page, '已保存 许安平')
  await row(page, '许安平').getByText('保安530000001').waitFor()
  await page.getByRole('link', { name: school().name }).click()
  const teacher = site.world.ids.people.schoolA1?.find(({ dutyRole }) => dutyRole === 'staff')
  await button(page, '登记人员').click()
  await confirm(page, '登记人员')
  await dialog(page).getByText('必填').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const name = dialog(page).getByRole('combobox', { name: /姓名$/ })
  await name.click()
  await name.pressSequentially(teacher?.name ?? '')
  const found = page.locator('.ant-select-item-option:visible', { hasText: teacher?.name ?? '' })
  await found.filter({ hasText: school().name }).first().click()
  await pick(page, '岗位', '值班教师')
  await confirm(page, '登记人员')
  await row(page, teacher?.name ?? 'nobody')
    .getByText('值班教师')
    .waitFor()
  await page.context().close()
}, 90_000)

it('a campus is added, renamed and chosen for a gate, whose code gets a new key', async () => {
  const page = await openAs('stationOfficer', `/schools/${school().id}?tab=timetable`)
  await button(page, '添加校区').click()
  await dialog(page).getByLabel('校区名称').fill('东校曲')
  await confirm(page, '保存')
  await page.getByText('这个校区还没有校门').waitFor()
  await button(page, '修改校区').click()
  await dialog(page).getByLabel('校区名称').fill('东校区')
  await confirm(page, '保存')
  await page.getByRole('rowheader', { name: '东校区' }).waitFor()
  await button(page, '添加校门').click()
  await dialog(page).getByLabel('名称').fill('东门')
  await pick(page, '校区', '东校区')
  expect(await seriousFindings(page)).toEqual([])
  await confirm(page, '保存')
  await row(page, '东门').waitFor()
  const groups = page.locator('tbody', { has: page.locator('.sc-campus') })
  expect(await groups.first().textContent()).toContain('东门')
  expect(await groups.nth(1).textContent()).toMatch(/未分校区.*正门/)
  await row(page, '东门').getByRole('button', { name: '更换密钥' }).click()
  await dialog(page).getByText('全部作废').waitFor()
  await confirm(page, '更换密钥')
  await message(page, '已更换校门码密钥').waitFor()
  await page.context().close()
}, 90_000)

it('a school is suspended, reopened and handed to another station; each is taken back', async () => {
  const page = await openAs('countyCommander', `/schools/${school().id}`)
  const choose = async (name: string) => {
    await button(page, '办学状态与移交').click()
    await page.getByRole('menuitem', { name }).click()
  }
  const state = page.locator('.ay-page-head-row')
  await choose('停办')
  await dialog(page).getByText('班次随即取消').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await confirm(page, '停办')
  await state.getByText('停办', { exact: true }).waitFor()
  await takeBack(page, '已停办')
  await state.getByText('在办', { exact: true }).waitFor()
  await choose('停办')
  await confirm(page, '停办')
  await state.getByText('停办', { exact: true }).waitFor()
  await choose('恢复办学')
  await confirm(page, '恢复办学')
  await state.getByText('在办', { exact: true }).waitFor()
  await choose('移交派出所')
  await pick(page, '移交给', '河西派出所')
  await confirm(page, '移交派出所')
  await page.locator('.ay-crumb', { hasText: '河西派出所' }).waitFor()
  await takeBack(page, '已移交给河西派出所')
  await page.locator('.ay-crumb', { hasText: '城关派出所' }).waitFor()
  await choose('撤销学校')
  await dialog(page).getByText('此操作不能撤回').waitFor()
  await page.keyboard.press('Escape')
  await page.context().close()
  const closing = await openAs('countyCommander', `/schools/${site.world.ids.schools.schoolA2.id}`)
  await button(closing, '办学状态与移交').click()
  await closing.getByRole('menuitem', { name: '撤销学校' }).click()
  await confirm(closing, '撤销学校')
  const again = closing.getByRole('dialog', { name: '请再次验证身份' })
  await again.getByLabel('密码').fill(testPassword)
  await closing.keyboard.press('Enter')
  await closing.locator('.ay-page-head-row').getByText('已撤销', { exact: true }).waitFor()
  await closing.context().close()
  const reader = await openAs('stationOfficer', `/schools/${school().id}`)
  await button(reader, '打印一校一警公示').waitFor()
  expect(await button(reader, '办学状态与移交').count()).toBe(0)
  await reader.context().close()
}, 90_000)

it('the stages of a special school are entered, shown and found', async () => {
  const page = await openAs('countyCommander', `/schools/${school().id}/edit`)
  const choose = async (label: string, option: string) => {
    await page
      .getByRole('combobox', { name: new RegExp(`${label}$`) })
      .first()
      .click()
    await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click()
  }
  await choose('类别', '特殊教育')
  await choose('学段', '小学')
  await page.locator('.ant-select-item-option:visible', { hasText: '初中' }).first().click()
  await page.keyboard.press('Escape')
  expect(await seriousFindings(page)).toEqual([])
  await button(page, '保存档案').click()
  await page.getByText('小学、初中', { exact: true }).waitFor()
  await page.goto(new URL('/schools?kind=special&stage=junior', page.url()).href)
  await page.getByRole('cell', { name: school().name }).waitFor()
  await page.getByRole('combobox', { name: '学段' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
}, 60_000)

it('a day that is being typed stays while the page reads anew', async () => {
  const lasting = { startsOn: '2025-09-01', endsOn: '2026-01-20' }
  const termId = await enter('terms', { name: '去年秋季', ...lasting })
  const page = await openAs('educationOfficer', '/calendar')
  await row(page, '去年秋季').getByRole('button', { name: '修改' }).click()
  const field = dialog(page).getByLabel('结束')
  await field.click()
  await page.locator('.ant-picker-dropdown:visible').waitFor()
  await field.fill('2026-01-30')
  const commander = site.world.as('countyCommander')
  const renamed = { version: 1, name: '去年秋季学期', ...lasting }
  expect((await commander.patch(`/api/schools/terms/${termId}`, renamed)).status).toBe(200)
  await row(page, '去年秋季学期').waitFor({ state: 'attached' })
  await field.press('Enter')
  expect(await field.inputValue()).toBe('2026-01-30')
  await (await site.world.stepUp(commander)).delete(`/api/schools/terms/${termId}?version=2`)
  await page.context().close()
}, 60_000)

it('a term is corrected; it goes while nothing names it, and a pairing list holds it', async () => {
  const lasting = { startsOn: '2026-09-01', endsOn: '2027-10-20' }
  const termId = await enter('terms', { name: '秋季学棋', ...lasting })
  const page = await openAs('educationOfficer', '/calendar')
  const term = (name: string) => row(page, `${name}.*修改.*删除`)
  await term('秋季学棋').getByRole('button', { name: '修改' }).click()
  await dialog(page).getByLabel('名称').fill('秋季学期')
  await setDay(page, '结束', '2026-08-20')
  await confirm(page, '保存')
  await dialog(page).getByText('结束不能早于开始').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await setDay(page, '结束', '2027-01-20')
  await confirm(page, '保存')
  await term('秋季学期').getByText('2026-09-01 至 2027-01-20').waitFor()
  await term('秋季学期').getByRole('button', { name: '删除' }).click()
  await confirm(page, '删除学期')
  await page.getByRole('dialog', { name: '请再次验证身份' }).getByLabel('密码').fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByText('还没有学期').waitFor()
  await takeBack(page, '已删除学期')
  await term('秋季学期').waitFor()
  const pairing = { kind: 'paired', termId, personId: officer()?.id, startsOn: '2026-09-01' }
  await enter(`${school().id}/officers`, pairing)
  await term('秋季学期').getByRole('button', { name: '删除' }).click()
  await confirm(page, '删除学期')
  await message(page, '对口名单里有 1 条记录').waitFor()
  await page.context().close()
  const reader = await openAs('schoolCadre', '/calendar')
  await row(reader, '秋季学期').waitFor()
  expect(await row(reader, '秋季学期').getByRole('button').count()).toBe(0)
  await reader.context().close()
}, 90_000)

it('the number on the notice is changed where the linked officer stands', async () => {
  const link = { kind: 'linked', startsOn: '2026-09-01', noticePhone: '0870-1234567' }
  await enter(`${school().id}/officers`, { ...link, personId: officer()?.id })
  const page = await openAs('countyCommander', `/schools/${school().id}?tab=people`)
  const linked = row(page, '一校一警')
  await linked.getByRole('button', { name: '修改电话' }).click()
  await dialog(page).getByLabel('公示电话').fill('请拨总机')
  await confirm(page, '保存')
  await dialog(page).getByText('格式不对').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await dialog(page).getByLabel('公示电话').fill('0870-7654321')
  await confirm(page, '保存')
  await linked.getByText('0870-7654321').waitFor()
  await takeBack(page, '已保存公示电话')
  await linked.getByText('0870-1234567').waitFor()
  await page.context().close()
}, 60_000)
