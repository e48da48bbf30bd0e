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

/** Every question whose answer the phone remembers. */
const keptKeys = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('anyuan-phone')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const rows = opening.result.transaction('kept').objectStore('kept').getAllKeys()
          rows.onerror = () => reject(rows.error)
          rows.onsuccess = () => resolve(rows.result.map(String))
        }
      }),
  )

it('keeps nothing of colleagues, asks once a name stands, and says what failed', async () => {
  const page = await site.open(browser, other, { path: 'swap' })
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/swaps/people')) asked.push(request.url())
  })
  await page.getByRole('radio', { name: /周三.*放学/ }).check()
  const find = page.getByRole('searchbox')
  await find.waitFor()
  await find.fill('无此人')
  await page.getByText('没有姓名相符的人，请换一个字再找').waitFor()
  const name = await nameOf(officer)
  await find.fill('')
  await page.getByText('没有姓名相符的人').waitFor({ state: 'detached' })
  const before = asked.length
  await find.pressSequentially(name, { delay: 20 })
  const person = page.getByRole('radio', { name: new RegExp(name) })
  await page.waitForFunction(() => document.querySelectorAll('input[name=whom]').length === 1)
  await person.waitFor()
  expect(asked.length - before).toBe(1)
  await page.route('**/swaps/exchanges*', (route) => route.abort())
  await person.check()
  await page.getByRole('alert').waitFor()
  expect((await keptKeys(page)).filter((key) => /swaps.(people|exchanges)/.test(key))).toEqual([])
  expect(await keptKeys(page)).not.toEqual([])
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
  const page = await consoleOf(site.world.as('countyCommander', { at: 'countyA' }))
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

it('shows a leader that a list failed, that a swap no longer holds, and which are the own', async () => {
  const commander = site.world.as('countyCommander', { at: 'countyA' })
  const mine = (await officer.get('/api/duty/mine')).body.shifts.at(-1)
  const wish = { assignmentId: mine.assignmentId, otherPersonId: mateId() }
  const { body } = await officer.post('/api/duty/swaps', {
    id: newId(site.world.clock.now()),
    ...wish,
  })
  await site.world.sql(`update duty.swap set state = 'agreed' where id = $1`, [body.id])

  const own = await consoleOf(officer)
  await own.getByText('本人的换班，由其他领导定').waitFor()
  await own.getByText('无冲突，岗位人数不变').waitFor()
  expect((await commander.delete(`/api/duty/assignments/${mine.assignmentId}`)).status).toBe(200)
  await own.getByText(/这次换班不再成立/).waitFor()
  await own.context().close()

  const phone = await site.open(browser, commander)
  await phone.route('**/api/duty/swaps?*', (route) =>
    route.fulfill({ status: 500, body: JSON.stringify(broken), contentType: 'application/json' }),
  )
  await phone.goto(`${site.address}approvals`)
  await phone.getByText(broken.detail).waitFor()
  await phone.context().close()
})

const broken = {
  type: 'about:blank',
  title: 'request.internal',
  code: 'request.internal',
  status: 500,
  detail: '系统内部出错',
  params: {},
}

/** Another officer of the same station, so that its leader decides. */
const mateId = (): string | undefined =>
  site.world.ids.people.stationA1
    ?.filter(({ dutyRole }) => dutyRole === 'police')
    .find(({ id }) => id !== officer.personId)?.id

async function consoleOf(client: Client): Promise<Page> {
  const page = await newDesktopPage(browser, {})
  const origin = new URL(site.address).origin
  await page.context().addCookies([{ name: sessionCookie, value: client.token ?? '', url: origin }])
  await page.goto(`${origin}/approvals?tab=swaps`)
  return page
}
