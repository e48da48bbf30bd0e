import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BoardRow } from '../src/modules/duty/contract/board.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, gatePost } from '../test/duty.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'
import { overflows } from './page-checks.ts'

let browser: Browser
let site: ConsoleSite

/** Two gates without anybody, ten minutes before their bell. */
beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('07:30')
  await gatePost(site.world, 'schoolA1')
  await gatePost(site.world, 'schoolA2')
  site.world.clock.set(at('07:50'))
  await site.world.product.sweeps.get('duty.watch')?.()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const timesOver = 60
const calm = { state: 'waiting', group: 'waiting' } as const

/** A board as of a large county: each row many times, a third waiting for a later bell. */
async function openCrowded(path: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<Page> {
  const as = site.world.as('countyCommander')
  const { page } = await site.open(browser, as, '/healthz', { language })
  await page.route(/\/api\/duty\/board(\?|$)/, async (route) => {
    const reply = await route.fetch()
    const board = (await reply.json()) as { rows: BoardRow[] }
    const later = (row: BoardRow) => new Date(Date.parse(row.bellAt) + 2 * 60_000).toISOString()
    const rows = board.rows.flatMap((row) =>
      Array.from({ length: timesOver }, (_, index) => ({
        ...row,
        shiftId: index === 0 ? row.shiftId : newId(at('07:50')),
        ...(index % 3 === 2 ? { ...calm, bellAt: later(row) } : {}),
      })),
    )
    await route.fulfill({ response: reply, json: { ...board, rows } })
  })
  await page.goto(`${site.origin}${path}`)
  return page
}

const numberIn = (text: string): number => Number(/(\d+)(?: 岗| 个|$)/.exec(text.trim())?.[1])
const listed = (page: Page) => page.locator('.bd-list .bd-row[data-selected]')

/** By keyboard; gives what the link said, when as many rows stand in the list. */
async function opensItsRows(page: Page, link: Locator): Promise<number> {
  await link.waitFor()
  const count = numberIn((await link.textContent()) ?? '')
  expect(count).toBeGreaterThan(0)
  await link.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname).toBe('/today')
  await expect.poll(() => listed(page).count(), { timeout: 5000 }).toBe(count)
  return count
}

it('on the wall the posts of each bell, their states and all gaps open into their rows', async () => {
  const page = await openCrowded('/wall')
  const wall = async () => {
    await page.goto(`${site.origin}/wall`)
    await page.locator('.wl-bells').waitFor()
  }
  const next = page.getByRole('link', { name: /^距 \d\d:\d\d 打铃（\d+ 个岗位）$/ })
  const ofNext = await opensItsRows(page, next)
  expect(page.url()).toMatch(/bell=/)
  await wall()
  const bells = page.locator('.wl-bells').getByRole('link', { name: / \d+ 岗$/ })
  expect(await opensItsRows(page, bells.first())).toBe(ofNext)
  await wall()
  await opensItsRows(page, bells.last())
  await wall()
  const states = page.locator('.wl-bells .wl-marks').getByRole('link', { name: /空岗/ })
  await opensItsRows(page, states.first())
  await wall()
  const gaps = page.locator('.wl-gaps')
  const all = await opensItsRows(page, gaps.getByRole('link', { name: /^\d+ 岗$/ }))
  await wall()
  const more = gaps.getByRole('link', { name: /^另有 \d+ 个空岗$/ })
  expect(numberIn(await more.innerText())).toBe(all - (await gaps.locator('li').count()))
  await more.click()
  await expect.poll(() => listed(page).count()).toBe(all)
  await page.context().close()
}, 90_000)

it('on the board a bell opens its posts in list and map, and is taken away again; nothing moves', async () => {
  const page = await openCrowded('/today')
  const strip = page.getByRole('region', { name: '按打铃时间排列的岗位' })
  const bells = strip.getByRole('link')
  await bells.last().waitFor()
  const total = 2 * timesOver
  const topOf = async () => (await page.locator('.bd-body').boundingBox())?.y
  const top = await topOf()
  const early = await opensItsRows(page, bells.first())
  const late = await opensItsRows(page, bells.last())
  expect(late).toBeLessThan(total)
  expect(await topOf()).toBe(top)
  const everything = page.getByRole('button', { name: /^应上岗 \d+$/ })
  expect(await everything.innerText()).toContain(String(late))
  // The bar is drawn where the posts do not fit; it is part of the link.
  await page.locator('.bd-strip-bar').first().click()
  await expect.poll(() => listed(page).count()).toBe(early)
  const next = page.locator('.bd-count').getByRole('link', { name: /打铃/ })
  expect(numberIn(await next.innerText())).toBe(early)
  await page.locator('.bd-bell-filter').hover()
  await page.locator('.bd-bell-filter .ant-select-clear').click()
  await expect.poll(() => page.url()).not.toContain('bell=')
  expect(await everything.innerText()).toContain(String(total))
  expect(await topOf()).toBe(top)
  await opensItsRows(page, next)
  await opensItsRows(page, bells.last())
  await page.getByRole('button', { name: /^空岗 0$/ }).click()
  await page.getByText('没有“空岗”的岗位').waitFor()
  await page.context().close()
}, 90_000)

it.each(['zh-CN', 'en'] as const)(
  'with a bell chosen nothing is too wide, in %s',
  async (language) => {
    const page = await openCrowded('/today', language)
    await page.locator('.bd-list .bd-group').first().waitFor()
    const [row] = await page.locator('.bd-bell b').allInnerTexts()
    for (const path of [`/today?bell=${row?.slice(0, 5)}`, '/wall']) {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`${site.origin}${path}`)
        await page.locator('.bd-map canvas').first().waitFor()
        expect([path, width, ...(await overflows(page))]).toEqual([path, width])
      }
    }
    await page.context().close()
  },
  90_000,
)
