import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../test/browser.ts'
import { openPhoneSite, type PhoneSite } from './phone-site.ts'

let browser: Browser
let site: PhoneSite

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openPhoneSite()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const hourMs = 3_600_000

it.each([
  ['three hours ahead', 3 * hourMs],
  ['three hours behind', -3 * hourMs],
])(
  'a phone whose clock is %s offers the shift of now from the first answer on',
  async (_, offMs) => {
    const page = await site.open(browser, site.world.as('guard', { at: 'schoolA1' }))
    await page.getByText('已全部同步').waitFor()
    // A new phone: it knows nothing of the error of its clock.
    await page.evaluate(() => localStorage.clear())
    await page.clock.setSystemTime(site.world.clock.now().getTime() + offMs)
    await page.reload()
    await page.getByRole('heading', { name: '安和县第一小学 正门' }).waitFor()
    await page.getByText('08:00 打铃').waitFor()
    const off = (await page.evaluate(() => Date.now())) - site.world.clock.now().getTime()
    expect(Math.abs(off - offMs)).toBeLessThan(hourMs)
    await page.context().close()
  },
)
