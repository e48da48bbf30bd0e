import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, gatePost, shiftOf } from '../test/duty.ts'
import { type ConsoleSite, openConsoleSite, stepMsMax } from './console-site.ts'

let browser: Browser
let site: ConsoleSite
let shiftId: string
let monday: string

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('06:00')
  const post = await gatePost(site.world, 'schoolA1')
  await gatePost(site.world, 'schoolA2')
  shiftId = await shiftOf(site.world, post, 'arrival', '2026-11-25')
  monday = await shiftOf(site.world, post, 'arrival')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const openWeek = async (shift = shiftId): Promise<Page> =>
  (
    await site.open(
      browser,
      site.world.as('countyCommander'),
      `/week?day=2026-11-23&shift=${shift}`,
    )
  ).page

const cell = (page: Page) => page.locator('.wk-cell[aria-current="true"]')

it('a gap is filled from the menu by keyboard, taken back, and filled again', async () => {
  const page = await openWeek()
  await cell(page).getByText('缺民警').waitFor()
  await page.getByText(/人可派/).waitFor()
  await page.keyboard.press('e')
  const [officer] =
    site.world.ids.people.stationA1?.filter(({ dutyRole }) => dutyRole === 'police') ?? []
  const name = officer?.name ?? ''
  await page.keyboard.type(name)
  await page.locator('.wk-candidates li', { hasText: name }).first().waitFor()
  await page.keyboard.press('Enter')
  await cell(page).getByText(name).waitFor()
  await page.getByRole('button', { name: /^撤回/ }).click()
  await cell(page).getByText('缺民警').waitFor()
  await page.locator('.wk-candidates li', { hasText: name }).getByRole('button').click()
  await cell(page).getByText(name).waitFor()
  await page.context().close()
}, 90_000)

it('a figure of the forecast opens into its rows', async () => {
  const { page } = await site.open(browser, site.world.as('countyCommander'), '/forecast')
  const tile = page.locator('.du-days > div').nth(1)
  const count = Number(await tile.getByRole('link', { name: /^\d+$/ }).last().innerText())
  await tile.getByRole('link').last().click()
  await expect.poll(() => page.url()).toMatch(/day=2026-11-24/)
  await expect.poll(() => page.locator('tbody tr').count()).toBe(count)
  await page.locator('.du-days > div').nth(0).getByRole('link').first().click()
  await expect.poll(() => page.url()).toContain('/week?day=2026-11-23')
  await page.context().close()
}, 60_000)

it('a place is pinned in the panel, loosened by undo, and pinned again', async () => {
  const page = await openWeek()
  await page.locator('.wk-panel').getByText('民警 1/1').click()
  const assigned = page.locator('.wk-panel > .wk-people li').first()
  await assigned.getByRole('button', { name: '锁定' }).click()
  await assigned.getByRole('button', { name: '解锁' }).waitFor()
  await cell(page).getByText(/^▪ /).waitFor()
  await page.getByRole('button', { name: /^撤回/ }).click()
  await assigned.getByRole('button', { name: '锁定' }).click()
  await assigned.getByRole('button', { name: '解锁' }).click()
  await assigned.getByRole('button', { name: '锁定' }).waitFor()
  await page.context().close()
}, 60_000)

it('who is on leave is refused by name, before and after the click', async () => {
  const people = site.world.ids.people.stationA1 ?? []
  const absent = people.filter(({ dutyRole }) => dutyRole === 'police')[1]
  const commander = site.world.as('countyCommander')
  const id = newId(site.world.clock.now())
  const asked = await commander.post('/api/duty/leaves', {
    id,
    personId: absent?.id,
    startsAt: at('00:00', '2026-11-25').toISOString(),
    endsAt: at('23:59', '2026-11-25').toISOString(),
    kind: 'leave',
  })
  expect(asked.status).toBe(200)
  await commander.post(`/api/duty/leaves/${id}/decision`, { decision: 'approved' })
  const page = await openWeek()
  await page
    .locator('.wk-panel')
    .getByText(/^民警 \d\/\d$/)
    .click()
  await page.getByLabel('按姓名查找').fill(absent?.name ?? '')
  const candidate = page.locator('.wk-candidates .wk-people li', { hasText: absent?.name ?? '' })
  await candidate.getByText('请假').first().waitFor()
  expect(await candidate.getByRole('button').first().isDisabled()).toBe(true)
  await page.context().close()
}, 60_000)

it('the arrows move through the grid, and dragging moves a person', async () => {
  const page = await openWeek()
  await cell(page).waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.url()).not.toContain(shiftId)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.url()).toContain(shiftId)
  const name = cell(page).locator('.wk-line[draggable="true"]').first()
  const who = await name.innerText()
  const target = page.locator('.wk-cell[data-half="dismissal"]').first()
  await name.dragTo(target)
  await target.getByText(who).waitFor()
  await cell(page).getByText('缺民警').waitFor()
  await page.context().close()
}, 60_000)

it('a move is one request: where the line breaks, nobody is lost between two shifts', async () => {
  const page = await openWeek()
  await cell(page).waitFor()
  const from = page.locator('.wk-cell[data-half="dismissal"]').first()
  const name = from.locator('.wk-line[draggable="true"]').first()
  // Whether they were told stands below the name, and changes.
  const [who = ''] = (await name.innerText()).split('\n')
  let asked = 0
  await page.route('**/api/duty/assignments/**', (route) => {
    asked += 1
    return asked === 1 ? route.continue() : route.abort()
  })
  await name.dragTo(cell(page))
  await cell(page).getByText(who).waitFor()
  await from.getByText('缺民警').waitFor()
  await page.unroute('**/api/duty/assignments/**')
  await page.getByRole('button', { name: /^撤回/ }).click()
  await from.getByText(who).waitFor()
  await from.click()
  await page.locator('.wk-panel').getByText('民警 1/1').click()
  await page.getByLabel(`把 ${who} 调到另一班`).focus()
  await page.keyboard.type('安和县第一小学正门岗 11-25 上学')
  await page.keyboard.press('Enter')
  const target = page.getByRole('button', { name: '安和县第一小学正门岗 2026-11-25 上学' })
  await target.getByText(who).waitFor()
  await page.context().close()
}, 60_000)

it('a week is filled and its draft dropped at the station that is shown, and nowhere else', async () => {
  const { stationA1, stationA2 } = site.world.ids.areas
  const planned = async () => {
    const rows = await site.world.sql(
      `select s.station_area_id = $1 as here, count(*)::int as heads from duty.assignment a
       join duty.shift s on s.id = a.shift_id where a.state = 'planned' group by 1`,
      [stationA2.id],
    )
    const headsOf = (here: boolean) => rows.find((row) => row['here'] === here)?.['heads'] ?? 0
    return { here: headsOf(true), elsewhere: headsOf(false) }
  }
  const { elsewhere } = await planned()
  expect(elsewhere).toBeGreaterThan(0)
  const address = `/week?day=2026-11-23&station=${stationA2.id}`
  const { page } = await site.open(browser, site.world.as('countyCommander'), address)
  await page.getByRole('button', { name: '自动填充' }).click()
  await page
    .getByText(/已填充 [1-9]\d* 人次/)
    .first()
    .waitFor()
  const filled = await planned()
  expect([Number(filled.here) > 0, filled.elsewhere]).toEqual([true, elsewhere])
  await page.getByRole('button', { name: '放弃草案' }).click()
  const dialog = page.getByRole('dialog', { name: '放弃河西派出所未发布的草案？' })
  await dialog.getByRole('button', { name: '放弃草案' }).click()
  await expect.poll(planned).toEqual({ here: 0, elsewhere })
  await page.getByRole('combobox', { name: '派出所' }).click()
  await page.getByTitle('城关派出所', { exact: true }).click()
  await page.waitForURL((url) => url.searchParams.get('station') === stationA1.id)
  await page.context().close()
}, 90_000)

it('the rest is filled, published with a preview, and everybody concerned is told', async () => {
  const page = await openWeek()
  await cell(page).waitFor()
  await page.getByRole('button', { name: '自动填充' }).click()
  await page
    .getByText(/已填充 \d+ 人次/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '发布到手机' }).click()
  await page.getByText(/将通知 \d+ 人/).waitFor()
  await page.getByRole('button', { name: '发布第 1 稿' }).click()
  await page
    .getByText(/已发布，通知 \d+ 人/)
    .first()
    .waitFor()
  await page.getByText(/已发布 第 1 稿/).waitFor({ timeout: stepMsMax })
  const week = await site.world.as('countyCommander').get('/api/duty/weeks/2026-11-23')
  expect(week.body.plans[0].revision).toBe(1)
  expect(week.body.figures.changes).toBe(0)
  await page.context().close()
}, 90_000)

it('a place forgotten in the draft says that its person was never told, and is taken off', async () => {
  const { world } = site
  const commander = world.as('countyCommander')
  const choice = await commander.get(`/api/duty/shifts/${monday}/candidates?role=police`)
  const free = choice.body.rows.find(({ conflicts }: { conflicts: { hard: boolean }[] }) =>
    conflicts.every(({ hard }) => !hard),
  )
  const body = { shiftId: monday, personId: free.personId, role: 'police' }
  await commander.put(`/api/duty/assignments/${newId(world.clock.now())}`, body)
  world.clock.set(at('12:00'))
  const page = await openWeek(monday)
  await cell(page).getByText('从未通知').waitFor()
  await page.locator('.wk-panel').getByText('民警 2/1').click()
  const forgotten = page.locator('.wk-panel > .wk-people li', { hasText: '从未通知' })
  await forgotten.getByRole('button', { name: '撤下' }).click()
  await expect.poll(() => page.getByText('从未通知').count()).toBe(0)
  await cell(page).waitFor()
  await page.context().close()
}, 60_000)
