import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../src/platform/database/package-root.ts'
import { launchBrowser } from '../test/browser.ts'
import { openPhoneSite, type PhoneSite } from './phone-site.ts'

const gzippedBytesMax = 250 * 1024

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

it('the first load until a shift is on the screen is small, and holds nothing of the console', async () => {
  const guard = site.world.as('guard', { at: 'schoolA1' })
  const scripts = new Set<string>()
  const page = await site.open(browser, guard, { context: { serviceWorkers: 'block' } })
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.add(new URL(response.url()).pathname)
  })
  await page.reload()
  await page.getByText('在范围内').waitFor()
  let bytes = 0
  for (const path of scripts) {
    const text = await readFile(join(packageRoot, 'dist', 'phone', path.replace('/m/', '')))
    bytes += gzipSync(text, { level: 9 }).length
    expect(text.includes('ol-viewport') || text.includes('ant-btn')).toBe(false)
  }
  expect(scripts.size).toBeGreaterThan(3)
  expect(bytes).toBeLessThan(gzippedBytesMax)
  console.log(`phone first load: ${Math.round(bytes / 1024)} KB gzipped, ${scripts.size} files`)
  await page.context().close()
})

it('an address without its last stroke, and every icon of the home screen, is answered', async () => {
  const bare = await fetch(site.address.replace(/\/$/, ''))
  expect(new URL(bare.url).pathname).toBe('/m/')
  const manifest = await fetch(`${site.address}manifest.webmanifest`)
  const { icons } = (await manifest.json()) as { icons: { src: string; type: string }[] }
  expect(icons.map(({ type }) => type)).toContain('image/png')
  for (const { src, type } of icons) {
    const icon = await fetch(site.address + src)
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type])
  }
})
