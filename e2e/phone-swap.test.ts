import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser, newDesktopPage } from '../test/browser.ts'
import type { Client } from '../test/county.ts'
import { shiftOf } from '../test/duty.ts'
import { openPhoneSite, type PhoneSite } from './phone-site.ts'

let browser: Browser
let site: PhoneSite
let officer: Client
let other: Client

const tuesday = '2026-11-24'
const wednesday = '2026-11-25'

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openPhoneSite()
  officer = site.world.as('stationOfficer', { at: 'stationA1' })
  other = site.world.as('stationOfficer', { at: 'stationA2' })
  const commander = site.world.as('countyCommander', { at: 'countyA' })
  for (const [client, half, day] of [
    [officer, 'arrival', tuesday],
    [other, 'dismissal', wednesday],
  ] as const) {
    const shiftId = await shiftOf(site.world, site.post, half, day)
    const path = `/api/duty/assignments/${newId(site.world.clock.now())}`
    const place = { shiftId, personId: client.personId, role: 'police' }
    expect((await commander.put(path, place)).status).toBe(200)
  }
  await commander.post('/api/duty/weeks/2026-11-23/publish', { revision: 1 })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const big = (page: Page) => page.locator('.ph-actions .ph-big')
const toast = (page: Page, text: string) => page.locator('.ph-toast').getByText(text)
const nameOf = async (client: Client): Promise<string> =>
  (await client.get('/api/duty/mine')).body.personName

it('asks a colleague for a shift, shows the effect first, and offers one in exchange', async () => {
  const page = await site.open(browser, officer, { path: 'shifts' })
  await page.getByRole('button', { name: /换班/ }).click()
  await page.getByRole('radio', { name: /周二.*上学/ }).check()
  await page.getByText('无人替班时，该门空岗，缺民警').waitFor()
  const name = await nameOf(other)
  await page.getByRole('radio', { name: new RegExp(`${name}.*外所`) }).check()
  await page.getByRole('radio', { name: /周三.*放学/ }).check()
  await big(page).click()
  await toast(page, `已请 ${name} 换班，等对方答复`).waitFor()
  await page.getByText('等对方答复', { exact: true }).waitFor()
  await page.context().close()
})

it('is answered on the other phone', async () => {
  const page = await site.open(browser, other, { path: 'swap' })
  await page.getByRole('heading', { name: '请我换班' }).waitFor()
  await page.getByText(/换我的班：周三/).waitFor()
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByText('等领导批准', { exact: true }).waitFor()
  await page.context().close()
})

it('is approved by the county, and both have the other shift', async () => {
  const page = await newDesktopPage(browser, {})
  const origin = new URL(site.address).origin
  const { token } = site.world.as('countyCommander', { at: 'countyA' })
  await page.context().addCookies([{ name: sessionCookie, value: token ?? '', url: origin }])
  await page.goto(`${origin}/approvals?tab=swaps`)
  await page.getByText('外所').first().waitFor()
  await page.getByRole('button', { name: /准\s?予/ }).click()
  await page.getByText('没有待审批的换班').waitFor()
  await page.context().close()

  const phone = await site.open(browser, officer, { path: 'notices' })
  await phone.getByText(/换班已批准，班次已更新/).waitFor()
  const days = async (client: Client) =>
    (await client.get('/api/duty/mine')).body.shifts.map(({ day }: { day: string }) => day)
  expect(await days(officer)).toEqual(['2026-11-23', wednesday])
  expect(await days(other)).toEqual([tuesday])
  await phone.context().close()
})
