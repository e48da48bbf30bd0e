import { Secret } from 'otpauth'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AppointedAdministrator,
  appointAdministrators,
} from '../src/modules/identity/server/account/first-administrators.actions.ts'
import { ensureArea } from '../src/modules/identity/server/area/area-table.actions.ts'
import { totpCodeAt } from '../src/modules/identity/server/sign-in/totp.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { launchBrowser } from '../test/browser.ts'
import type { Client } from '../test/county.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'
import { seriousFindings } from './page-checks.ts'

/** A county of which nothing is known but its administrators, as after the installation. */
const code = '970121'
const county = '石桥县'
const station = '北门派出所'
const password = 'long enough for me'

let browser: Browser
let site: ConsoleSite
let appointed: AppointedAdministrator[]

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('07:30')
  // As `anyuan administrators appoint --area 970121:石桥县` does it.
  appointed = await site.world.product.ground.database.inWork(systemBinding, async (work) =>
    appointAdministrators(work, await ensureArea(work, code, county)),
  )
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const dialog = (page: Page) => page.getByRole('dialog').last()
const menu = (page: Page, text: string) => page.locator('.ay-menu').getByText(text, { exact: true })
const message = (page: Page, text: string) => page.locator('.ay-undo', { hasText: text }).last()

async function choose(page: Page, label: string, text: string): Promise<void> {
  const field = dialog(page).getByRole('combobox', { name: new RegExp(`^\\W*${label}$`) })
  await field.click()
  await field.pressSequentially(text)
  await page.locator('.ant-select-item-option:visible', { hasText: text }).first().click()
}

const codeNow = (secret: string) =>
  totpCodeAt(Secret.fromBase32(secret).bytes, site.world.clock.now())

async function proveAgain(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: '请再次验证身份' }).getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
}

/** The link of the command, a password, the authenticator, and in. */
async function signInByLink(page: Page, link: string, loginName: string): Promise<void> {
  await page.goto(`${site.origin}${link}`)
  await page.getByLabel('新密码').fill(password)
  await page.getByLabel('再输一次').fill(password)
  await page.getByRole('button', { name: '设置密码' }).click()
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByLabel('账号', { exact: true }).fill(loginName)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('button', { name: '绑定验证器' }).click()
  const secret = await page.locator('.si-enrol code').textContent()
  await page.getByLabel(/^动态验证码/).fill(codeNow(secret ?? ''))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** The same without a browser. */
async function signedIn({ loginName, token }: AppointedAdministrator): Promise<Client> {
  const { anonymous } = site.world
  await anonymous.post('/api/identity/activation', { token, password })
  const own = { loginName, password }
  const { body } = await anonymous.post('/api/identity/totp-enrolment', own)
  const reply = await anonymous.post('/api/identity/sign-in', {
    ...own,
    code: codeNow(body.secret),
  })
  expect([loginName, reply.status]).toEqual([loginName, 200])
  return site.world.withCookieOf(reply)
}

it('a county begins: its station is entered with its agency, people and an officer follow, and schools by import', async () => {
  const system = appointed.find(({ role }) => role === 'systemAdministrator')
  const { page, complaints } = await site.open(browser, site.world.anonymous, '/sign-in')
  await signInByLink(page, system?.path ?? '', system?.loginName ?? '')
  await menu(page, '辖区与单位').click()
  await page.getByRole('row', { name: new RegExp(county) }).waitFor()
  await page.getByText('还没有派出所').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await enterStation(page)
  await enterBureau(page)
  await enterOfficer(page)
  await grantOfficer()
  await importSchools(page)
  // Refused as it should be: the first sign-in, which lacked the code.
  // The fresh checks that were asked for, and the answer that was lost.
  const foreseen = /403|net::ERR_FAILED/
  expect(complaints.filter((text) => !foreseen.test(text))).toEqual([])
  await page.context().close()
}, 180_000)

async function enterStation(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记派出所' }).first().click()
  await dialog(page).getByRole('button', { name: '登记派出所' }).click()
  await dialog(page).getByText('必填').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await dialog(page).getByLabel('名称').fill('北们派出所')
  await page.keyboard.press('Enter')
  await message(page, '已登记 北们派出所').getByRole('button', { name: /撤回/ }).click()
  await proveAgain(page)
  await page.getByText('还没有派出所').waitFor()
  await page.getByRole('button', { name: '登记派出所' }).first().click()
  await dialog(page).getByLabel('名称').fill(station)
  await page.keyboard.press('Enter')
  await message(page, `已登记 ${station}`).waitFor()
  const row = page.getByRole('row', { name: new RegExp(station) })
  // The area and its agency.
  await row.getByText(station).nth(1).waitFor()
  await page.getByText('还没有派出所').waitFor({ state: 'hidden' })
}

/** Another agency, at the county itself, which is open at an address of its own. */
async function enterBureau(page: Page): Promise<void> {
  await page.getByRole('cell', { name: county, exact: true }).click()
  await page.getByRole('button', { name: '登记单位' }).click()
  await choose(page, '类别', '教育')
  await dialog(page).getByLabel('名称').fill('石桥县教育居')
  await dialog(page).getByRole('button', { name: '登记单位' }).click()
  await message(page, '已登记 石桥县教育居').waitFor()
  await page.reload()
  await page.getByRole('button', { name: '改名 石桥县教育居' }).click()
  await dialog(page).getByLabel('名称').fill('石桥县教育局')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '改名 石桥县教育局' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
}

/** The next POST to an address arrives, and its answer does not. */
async function loseAnswer(page: Page, address: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort()
    resolve()
  }
  await page.route(address, lose, { times: 1 })
  return promise
}

/** A person of the new agency gets an account. */
async function enterOfficer(page: Page): Promise<void> {
  await menu(page, '人员').click()
  await page.getByRole('button', { name: '登记人员' }).click()
  await dialog(page).getByLabel('姓名').fill('钟能')
  await choose(page, '单位', station)
  // Stored, and the answer is lost on the way: pressed again, it is the same person.
  const lost = loseAnswer(page, '**/api/identity/people')
  await dialog(page).getByRole('button', { name: '登记人员' }).click()
  await lost
  await dialog(page).getByRole('alert').waitFor()
  await dialog(page).getByRole('button', { name: '登记人员' }).click()
  await page.getByRole('row', { name: /钟能/ }).getByText(station).waitFor()
  expect(await page.getByRole('row', { name: /钟能/ }).count()).toBe(1)
  await menu(page, '账号').click()
  await page.getByRole('button', { name: '开立账号' }).click()
  await choose(page, '人员', '钟能')
  await dialog(page).getByLabel('登录名').fill('zhongneng')
  await dialog(page).getByRole('button', { name: '开立账号' }).click()
  await message(page, '已开立 zhongneng').waitFor()
}

/** The security administrator, not who made the account, makes the person the station's officer. */
async function grantOfficer(): Promise<void> {
  const security = appointed.find(({ role }) => role === 'securityAdministrator')
  if (!security) throw new Error('No security administrator was appointed.')
  const { page } = await site.open(browser, await signedIn(security), '/accounts')
  await page.getByRole('cell', { name: 'zhongneng' }).click()
  await page.getByRole('button', { name: '授予角色' }).click()
  await choose(page, '辖区', station)
  await dialog(page).getByRole('button', { name: '授予角色' }).click()
  await proveAgain(page)
  await page.getByRole('listitem').filter({ hasText: '派出所民警' }).getByText(station).waitFor()
  await page.context().close()
}

/** A row of the new station is taken; one of a station that is missing names the way out. */
async function importSchools(page: Page): Promise<void> {
  await page.goto(`${site.origin}/imports`)
  await page.getByRole('button', { name: '新导入' }).first().click()
  await page.locator('input[type=file]').setInputFiles({
    name: '名册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `校名,类别,学生数,派出所\n石桥小学,小学,120,北门\n石桥中学,初中,300,南门\n`,
    ),
  })
  await page.getByRole('button', { name: '上传并预检' }).click()
  await page.getByText('由系统管理员先在“辖区与单位”登记').waitFor()
  await page.getByRole('button', { name: '写入 1 行' }).click()
  await page.getByRole('button', { name: '整体撤销' }).waitFor()
  await page.goto(`${site.origin}/schools`)
  await page
    .getByRole('row', { name: /石桥小学/ })
    .getByText(station)
    .waitFor()
}
