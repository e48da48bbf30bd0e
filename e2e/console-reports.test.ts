import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '../engines/official-document/reading/read-pdf.ts'
import { indicators } from '../src/modules/statistics/contract/indicators.catalogue.ts'
import { localDay } from '../src/platform/clock/zoned.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, checkIn, gatePost, shiftOf } from '../test/duty.ts'
import { testPassword } from '../test/world.ts'
import { type ConsoleSite, openConsoleSite, publicUrl } from './console-site.ts'

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

it('a day becomes a brief: each number opens into its rows, it is signed and comes as a paper', async () => {
  const { world } = site
  const post = await gatePost(world, 'schoolA1')
  const shift = await shiftOf(world, post, 'arrival')
  world.clock.set(at('07:40'))
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  await checkIn(officer, shift, { at: at('07:40'), gate: post })
  world.clock.set(at('18:30'))
  const commander = world.as('countyCommander', { at: 'countyA' })
  const { page } = await site.open(browser, commander, '/reports')
  await page.getByText('还没有报表').waitFor()
  await page.getByRole('button', { name: '编制报表' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '编制报表' }).click()

  await page.getByText('缺少发文字号，签发前填写').waitFor()
  await page.getByRole('button', { name: '填文号' }).click()
  await page.getByLabel('文号', { exact: true }).fill('安公治报〔2026〕1号')
  await page.keyboard.press('Enter')
  await page.getByText('安公治报〔2026〕1号').waitFor()

  await page.getByRole('button', { name: '1', exact: true }).first().click()
  await page.getByText('行数相符').waitFor()
  await page.getByRole('button', { name: /^查\s?询$/ }).click()
  await page.getByText(/^公式版本 [0-9a-f]{12}$/).waitFor()
  await page.locator('.st-query pre').getByText('select').first().waitFor()

  await page.getByRole('button', { name: '签发' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '签发' }).click()
  const again = page.getByRole('dialog', { name: '请再次验证身份' })
  await again.getByLabel('密码').fill('not the password')
  await page.keyboard.press('Enter')
  await again.getByRole('alert').waitFor()
  await again.getByLabel('密码').fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByText('已签发').first().waitFor()

  await page.getByRole('button', { name: '重算核对' }).click()
  await page.getByText(/重算一致/).waitFor()
  await page.getByRole('button', { name: '下载' }).hover()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'PDF', exact: true }).click()
  const paper = await readFile(await (await coming).path())
  const { pages } = readPdf(paper)
  expect(JSON.stringify(pages)).toContain('安公治报〔2026〕1号')

  const link = pages.flatMap(({ links }) => links).find((one) => one.includes('duty_shifts'))
  const { origin, pathname, search } = new URL(link ?? '')
  expect(origin).toBe(publicUrl)
  await page.goto(`${site.origin}${pathname}${search}`)
  await page.getByText(indicators.duty_shifts.definition.zh).waitFor()
  await page.getByText('行数相符').waitFor()
  // What came after it is not in the paper's rows, and is in those of now.
  world.clock.set(at('18:40'))
  await gatePost(world, 'schoolA2')
  await page.goto(`${site.origin}${pathname}?figure=guard_posts`)
  await page.getByText('行数相符').waitFor()
  await page.getByText('现在', { exact: true }).click()
  await page.getByText('现有明细合计 2，与报数 1 不同').waitFor()
  await page.context().close()
}, 90_000)

it('a figure of forces sent opens by task, in the words of the tasks', async () => {
  const { world } = site
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  const happened = world.clock.now()
  for (const task of ['patrol', 'inspection']) {
    const sent = { kind: 'deployment', id: newId(happened), task, at: happened.toISOString() }
    const record = { ...sent, onDay: localDay(happened), policeHeads: 3 }
    const body = { deviceNow: happened.toISOString(), record }
    expect((await officer.post('/api/duty/deployments', body)).status).toBe(200)
  }
  const commander = world.as('countyCommander', { at: 'countyA' })
  const address = '/figures?preset=today&figure=police_person_times'
  const { page } = await site.open(browser, commander, address)
  const drawer = page.getByRole('dialog')
  await drawer.getByText('任务', { exact: true }).click()
  await drawer.getByText('出动警力・任务').waitFor()
  await drawer.getByText('巡逻防控', { exact: true }).waitFor()
  await drawer.getByText('安全检查', { exact: true }).waitFor()
  await page.context().close()
}, 60_000)
