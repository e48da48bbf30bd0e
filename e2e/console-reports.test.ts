import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '../engines/official-document/reading/read-pdf.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, checkIn, gatePost, shiftOf } from '../test/duty.ts'
import { testPassword } from '../test/world.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'

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
  expect(JSON.stringify(await readPdf(paper))).toContain('安公治报〔2026〕1号')
  await page.context().close()
}, 90_000)
