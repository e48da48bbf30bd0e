import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, checkInRecord, type GatePost, gatePost, shiftOf } from '../test/duty.ts'
import { testPassword } from '../test/world.ts'
import { type ConsoleSite, openConsoleSite, stepMsMax } from './console-site.ts'

let browser: Browser
let site: ConsoleSite
let post: GatePost
let shiftId: string

/** The first gate has nobody ten minutes before its bell; its police are not planned elsewhere. */
beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('07:30')
  post = await gatePost(site.world, 'schoolA1')
  await gatePost(site.world, 'schoolA2')
  shiftId = await shiftOf(site.world, post, 'arrival')
  site.world.clock.set(at('07:50'))
  await site.world.product.sweeps.get('duty.watch')?.()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const commander = () => site.world.as('countyCommander')

const openBoard = async (): Promise<Page> =>
  (await site.open(browser, commander(), `/today?shift=${shiftId}`)).page

const chip = (page: Page, state: string) =>
  page.getByRole('button', { name: new RegExp(`^${state} \\d+$`) })

const countOf = async (page: Page, state: string): Promise<number> =>
  Number((await chip(page, state).innerText()).replace(/\D/g, ''))

it('somebody signs in, is told what is wrong, and lands on the board that was asked for', async () => {
  const { page } = await site.open(browser, site.world.anonymous, '/today')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('请输入账号').waitFor()
  await page.getByLabel('账号').fill('schoolcadre-schoola1')
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await page.getByLabel(/动态验证码/).fill('12 3')
  await page.getByText('还差 3 位').waitFor()
  await page.getByLabel(/动态验证码/).fill('')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('账号、密码或动态码不正确').waitFor()
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('今日护学').first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/today')
  // A school sees its own gate only, and sends nobody.
  await chip(page, '应上岗').waitFor()
  expect(await countOf(page, '应上岗')).toBe(1)
  expect(await page.getByRole('button', { name: '就近增援' }).count()).toBe(0)
  await page.context().close()
}, 90_000)

it('counts, list and filter say the same, and the filter stands in the address', async () => {
  const page = await openBoard()
  await chip(page, '空岗').waitFor()
  const unmanned = await countOf(page, '空岗')
  expect(unmanned).toBe(2)
  await chip(page, '空岗').click()
  await page.waitForURL(/state=unmanned/)
  const rows = page.getByRole('region', { name: '岗位列表' }).locator('.bd-row')
  await expect.poll(() => rows.count()).toBe(unmanned)
  await page.context().close()
}, 60_000)

it('one click asks the first proposal; it is taken back, and asked again by keyboard', async () => {
  const page = await openBoard()
  const row = page.locator('.bd-row[data-selected="true"]')
  await row.getByRole('button', { name: '就近增援' }).click()
  const asked = page.locator('.ay-undo', { hasText: '增援' })
  await asked.waitFor()
  await row.getByText(/^.*已请/).waitFor()
  await asked.getByRole('button', { name: /撤回/ }).click()
  await row.getByRole('button', { name: '就近增援' }).waitFor()
  await page.keyboard.press('Enter')
  await row.getByText(/已请/).waitFor()
  await page.context().close()
}, 90_000)

it('a check-in at the gate changes the board in another browser without a reload', async () => {
  const page = await openBoard()
  await chip(page, '空岗').waitFor()
  const before = await countOf(page, '空岗')
  for (const role of ['stationOfficer', 'auxiliary'] as const) {
    const record = checkInRecord(shiftId, { at: at('07:50'), gate: post, id: newId(at('07:50')) })
    const reply = await site.world
      .as(role, { at: 'stationA1' })
      .post('/api/duty/check-ins', { deviceNow: at('07:50').toISOString(), record })
    expect(reply.status).toBe(200)
  }
  await expect.poll(() => countOf(page, '空岗'), { timeout: stepMsMax }).toBe(before - 1)
  const row = page.locator('.bd-row[data-selected="true"]')
  expect(await row.locator('.bd-roles').innerText()).toContain('1/1')
  await page.context().close()
}, 60_000)

it('the heads open into the people behind them, and what is missing into its posts', async () => {
  const page = await openBoard()
  await page.getByRole('link', { name: '2', exact: true }).click()
  await expect.poll(() => page.url()).toContain('heads=there')
  const drawer = page.getByRole('dialog', { name: '到岗人员' })
  await drawer.getByText('到岗 2', { exact: true }).waitFor()
  const people = drawer.getByRole('row').filter({ hasText: '安和县第一小学正门岗' })
  await expect.poll(() => people.count()).toBe(2)
  await drawer.getByText(/^还缺 \d+$/).click()
  const missing = Number((await drawer.getByText(/^还缺 \d+$/).innerText()).replace(/\D/g, ''))
  const heads = await drawer.locator('tbody tr td:last-child').allInnerTexts()
  expect(heads.reduce((sum, text) => sum + Number(text), 0)).toBe(missing)
  await drawer.getByRole('button', { name: '安和县第一小学正门岗' }).click()
  await page
    .getByRole('dialog', { name: '安和县第一小学正门岗' })
    .getByText('在岗')
    .first()
    .waitFor()
  expect(page.url()).not.toContain('heads=')
  await page.getByRole('link', { name: /个岗位无人$/ }).click()
  await page.waitForURL(/state=unmanned/)
  await page.context().close()
}, 60_000)

it('what changes before the stream is open is told when it opens', async () => {
  const page = await openBoard()
  let open = () => {}
  const held = new Promise<void>((resolve) => {
    open = resolve
  })
  await page.route('**/api/live*', async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  const roles = page.locator('.bd-row[data-selected="true"] .bd-roles')
  await roles.waitFor()
  const before = await roles.innerText()
  const record = checkInRecord(shiftId, { at: at('07:50'), gate: post, id: newId(at('07:50')) })
  const reply = await site.world
    .as('guard', { at: 'schoolA1' })
    .post('/api/duty/check-ins', { deviceNow: at('07:50').toISOString(), record })
  expect(reply.status).toBe(200)
  open()
  await expect.poll(() => roles.innerText(), { timeout: stepMsMax }).not.toBe(before)
  await page.context().close()
}, 60_000)

it('a board without a line says so, keeps its rows, and recovers by itself', async () => {
  const page = await openBoard()
  await page.locator('.ay-live[data-state="live"]').waitFor()
  await page.context().setOffline(true)
  // A browser that goes offline keeps what is open already: the line itself is cut as well.
  site.world.product.ground.hub.endSession(commander().sessionId ?? '')
  await page.locator('.ay-live', { hasText: /已断开 \d+ 秒/ }).waitFor()
  await page.locator('.bd-heads .ay-stale').waitFor()
  expect(await page.locator('.bd-row[data-selected="true"]').count()).toBe(1)
  await page.context().setOffline(false)
  await page.locator('.ay-live[data-state="live"]').waitFor({ timeout: 40_000 })
  await page.context().close()
}, 90_000)

it('code that does not come takes nothing with it, and comes when the line does', async () => {
  const { page } = await site.open(browser, commander(), '/healthz')
  await page.route(/BoardMap.*\.js/, (route) => route.abort())
  await page.goto(`${site.origin}/today?shift=${shiftId}`)
  const missing = page.locator('.bd-side').getByRole('alert')
  await missing.getByText('没有读到').waitFor()
  expect(await page.locator('.bd-row[data-selected="true"]').count()).toBe(1)
  await page.unroute(/BoardMap.*\.js/)
  await missing.getByRole('button', { name: '重试' }).click()
  await page.locator('.bd-side .ol-viewport').waitFor()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: '护学岗' }).click()
  await page.getByText('没有读到').waitFor()
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('link', { name: '今日护学' }).click()
  await page.locator('.bd-side .ol-viewport').waitFor()
  await page.context().setOffline(false)
  await page.context().close()
}, 60_000)

it('posts are called by name, and the record says who answered', async () => {
  const officer = site.world.as('stationOfficer', { at: 'stationA1' })
  const now = site.world.clock.now()
  const record = checkInRecord(shiftId, { at: now, gate: post })
  await officer.post('/api/duty/check-ins', { deviceNow: now.toISOString(), record })
  const page = await openBoard()
  await page.getByRole('button', { name: '点名' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('指定').click()
  await dialog.getByRole('button', { name: '开始点名' }).click()
  await dialog.getByText('请选岗位').waitFor()
  await dialog.getByRole('combobox').click()
  await page.getByTitle('安和县第一小学正门岗').last().click()
  await dialog.getByRole('button', { name: '开始点名' }).click()
  await expect.poll(() => page.url()).toContain('/roll-calls?call=')
  await page.getByRole('dialog').getByText('安和县第一小学正门岗').first().waitFor()
  await page.context().close()
}, 60_000)

it('the wall draws the arrivals, and a figure of the month opens into its rows', async () => {
  const { page } = await site.open(browser, commander(), '/wall')
  await page.getByRole('img', { name: /^到岗曲线：已到 \d+ 人，应到 \d+ 人$/ }).waitFor()
  await page.getByRole('link', { name: /见警率/ }).click()
  await expect.poll(() => page.url()).toContain('/figures?figure=see_police_rate')
  await page.getByRole('dialog').getByText('见警率').first().waitFor()
  await page.context().close()
}, 60_000)

it('on the wall each figure is a link to its rows, reached by keyboard', async () => {
  const { page } = await site.open(browser, commander(), '/wall')
  const stations = page.locator('.wl-stations tbody tr').filter({ hasText: '城关派出所' })
  await stations.getByRole('link').last().waitFor()
  await stations.getByRole('link').first().focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toMatch(/\/today\?.*station=.*state=\w+|state=\w+.*station=/)
  const chosen = await page.locator('.bd-chips [aria-pressed="true"]').innerText()
  await expect
    .poll(() => page.locator('.bd-list .bd-row[data-selected]').count())
    .toBe(Number(chosen.replace(/\D/g, '')))
  await page.goto(`${site.origin}/wall`)
  await page.locator('.wl-figure a').first().click()
  await page.getByRole('dialog', { name: '到岗人员' }).waitFor()
  await page.context().close()
}, 60_000)

it('the search finds a school and opens it', async () => {
  const page = await openBoard()
  await chip(page, '空岗').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索' }).fill('河西')
  await page.getByRole('option', { name: /河西中学/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '河西中学' }).waitFor()
  await page.context().close()
}, 60_000)

it('a session that is ended elsewhere leaves the screen at once', async () => {
  const page = await openBoard()
  await chip(page, '空岗').waitFor()
  const own = commander()
  await own.post('/api/identity/sign-out')
  await page.waitForURL(/\/sign-in/)
  await page.getByText('登录已失效').waitFor()
  await page.context().close()
}, 60_000)
