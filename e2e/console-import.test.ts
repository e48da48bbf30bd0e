import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mountPages } from '../src/app/pages.ts'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { packageRoot } from '../src/platform/database/package-root.ts'
import { launchBrowser, newDesktopPage } from '../test/browser.ts'
import { type County, county } from '../test/county.ts'
import { xlsxOf } from '../test/workbooks.ts'

/** A step that takes longer has failed; the message then names the step. */
const stepMsMax = 20_000

let c: County
let browser: Browser
let origin: string
beforeAll(async () => {
  if (!existsSync(join(packageRoot, 'dist', 'web', 'index.html'))) {
    throw new Error('The console pages are not built: npm run build.')
  }
  c = await county()
  await mountPages(c.product.http)
  origin = await c.listen()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await c?.close()
})

async function openConsole(path: string): Promise<Page> {
  const page = await newDesktopPage(browser)
  page.setDefaultTimeout(stepMsMax)
  const { token } = c.as('countyCommander')
  await page.context().addCookies([{ name: sessionCookie, value: token ?? '', url: origin }])
  await page.goto(`${origin}${path}`)
  return page
}

const names = ['新城小学', '新城中学', '新城幼儿园']

it('a bureau table is dry-run, asked about, written and shown in the list', async () => {
  const page = await openConsole('/imports')
  await page.getByRole('button', { name: '新导入' }).first().click()
  const bytes = await xlsxOf([
    '名册',
    (sheet) =>
      sheet.addRows([
        ['安和县学校名册'],
        ['填报单位：安和县教育局'],
        ['学校名称', '类别', '在校生', '经度', '纬度', '联系电话'],
        [names[0], '小学', 300, 102.51, 24.91, '19900001111'],
        [names[1], '城堡', 500, 102.52, 24.92, '19900001112'],
        [names[2], '幼儿园', '约90', 102.53, 24.93, '19900001113'],
      ]),
  ])
  await page.locator('input[type=file]').setInputFiles({
    name: '名册.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  })
  await page.getByRole('button', { name: '上传并预检' }).click()
  await page.getByText('表里的经纬度来自哪种地图').waitFor()
  const write = page.getByRole('button', { name: /^写入/ })
  expect(await write.isDisabled()).toBe(true)
  await page.getByText('城堡').first().waitFor()
  expect(await page.content()).not.toContain('19900001111')
  await page.getByRole('radio', { name: /GPS/ }).click()
  await expect.poll(() => write.isEnabled(), { timeout: stepMsMax }).toBe(true)
  await page.getByRole('button', { name: '采纳' }).click()
  await page.getByRole('button', { name: '写入 2 行' }).click()
  await page.getByRole('button', { name: '整体撤销' }).waitFor()
  await page.goto(`${origin}/schools?text=${encodeURIComponent('新城')}`)
  await page
    .getByText(names[0] ?? '')
    .first()
    .waitFor()
  await page
    .getByText(names[2] ?? '')
    .first()
    .waitFor()
  expect(await page.getByText(names[1] ?? '').count()).toBe(0)
}, 120_000)
