import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, type GatePost, gatePost } from '../test/duty.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'

const week = '/api/duty/weeks/2026-11-23'
const day = '2026-11-25'
const team = [
  { role: 'police', heads: 1, must: true },
  { role: 'guard', heads: 1, must: false },
]

let browser: Browser
let site: ConsoleSite

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

/** A published week: the first gate has lost its guards, the second's police are on leave a day. */
beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('06:00')
  const commander = site.world.as('countyCommander')
  const first = await gatePost(site.world, 'schoolA1', { team })
  const second = await gatePost(site.world, 'schoolA2', { team })
  await commander.post(`${week}/fill`)
  await commander.post(`${week}/publish`, { revision: 0, mustAttendSeen: true })
  const grid: Json = (await commander.get(week)).body
  const placesOf = (post: GatePost, role: string) =>
    grid.rows
      .find(({ postId }: Json) => postId === post.id)
      .shifts.flatMap((shift: Json) =>
        shift.assignments.map((one: Json) => ({ ...one, day: shift.day })),
      )
      .filter((one: Json) => one.role === role)
  for (const { id } of placesOf(first, 'guard')) {
    await commander.delete(`/api/duty/assignments/${id}`)
  }
  const absent = placesOf(second, 'police').filter((one: Json) => one.day === day)
  for (const personId of new Set(absent.map((one: Json) => one.personId))) {
    const leave = await commander.post('/api/duty/leaves', {
      id: newId(site.world.clock.now()),
      personId,
      startsAt: at('00:00', day).toISOString(),
      endsAt: at('23:59', day).toISOString(),
    })
    expect(leave.body.state).toBe('approved')
  }
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const figure = (page: Page, name: string) =>
  page.locator('.wk-figures').getByRole('button', { name: new RegExp(`^${name}`) })

/** Presses a figure and gives what it says. */
async function press(page: Page, name: string): Promise<number> {
  await figure(page, name).click()
  await expect.poll(() => figure(page, name).getAttribute('aria-pressed')).toBe('true')
  return Number(await figure(page, name).locator('strong').innerText())
}

it('each figure of the week opens as many shifts as it says, whichever side is shown', async () => {
  const { page } = await site.open(
    browser,
    site.world.as('countyCommander'),
    '/week?day=2026-11-23',
  )
  const gates = page.locator('.wk-post')
  const cells = page.locator('button.wk-cell')
  await gates.nth(1).waitFor()

  // Guards are missing, the police are shown: the cells say it all the same.
  expect(await press(page, '缺员的岗次')).toBe(10)
  await expect.poll(() => gates.allInnerTexts()).toEqual([expect.stringContaining('第一小学')])
  expect(await cells.filter({ hasText: '缺员' }).count()).toBe(10)

  const unmanned = await press(page, '空岗的岗次')
  expect(unmanned).toBe(2)
  await expect.poll(() => gates.allInnerTexts()).toEqual([expect.not.stringContaining('第一小学')])
  await expect.poll(() => gates.count()).toBe(1)
  expect(await cells.filter({ hasText: '空岗' }).count()).toBe(unmanned)

  const conflicts = await press(page, '冲突')
  expect(conflicts).toBe(2)
  await expect.poll(() => gates.count()).toBe(1)
  expect(await page.locator('.wk-line.ay-warn[draggable="true"]').count()).toBe(conflicts)
  await page.getByText('学校力量', { exact: true }).click()
  await expect.poll(() => cells.filter({ hasText: '冲突' }).count()).toBe(conflicts)

  expect(await press(page, '未通知的改动')).toBe(10)
  await expect.poll(() => page.locator('.wk-cell[data-changed="true"]').count()).toBe(10)
  await expect.poll(() => gates.count()).toBe(1)

  const filled = await press(page, '排满的岗次')
  await expect.poll(() => gates.count()).toBe(1)
  expect(await page.locator('button.wk-cell[data-gap="false"]').count()).toBe(filled)
  await figure(page, '排满的岗次').click()
  await expect.poll(() => gates.count()).toBe(2)
  await page.context().close()
}, 90_000)
