import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { mountPages } from '../src/app/pages.ts'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { packageRoot } from '../src/platform/database/package-root.ts'
import { newDesktopPage } from '../test/browser.ts'
import { type Client, type County, county } from '../test/county.ts'
import { at } from '../test/duty.ts'
import { watchLayout } from './page-checks.ts'

/** A step that takes longer has failed; the message then names the step. */
export const stepMsMax = 20_000

/** Where the county says that it is found; the tests listen on a free port. */
export const publicUrl = 'https://anyuan.example'

export interface ConsoleSite {
  readonly world: County
  readonly origin: string
  /** A console signed in as a role, or signed out; complaints of the browser are kept. */
  open(browser: Browser, as: Client, path: string, options?: ConsoleOptions): Promise<Opened>
  close(): Promise<void>
}

export interface ConsoleOptions {
  readonly language?: 'zh-CN' | 'en'
  readonly theme?: 'light' | 'dark' | 'contrast'
  readonly context?: BrowserContextOptions
}

export interface Opened {
  readonly page: Page
  /** What the browser's console complained of. */
  readonly complaints: readonly string[]
}

/** The county of the tests on Monday morning, with its pages on a free port. */
export async function openConsoleSite(time = '07:30'): Promise<ConsoleSite> {
  if (!existsSync(join(packageRoot, 'dist', 'web', 'index.html'))) {
    throw new Error('The console pages are not built: npm run build.')
  }
  const world = await county({ at: at(time), publicUrl })
  await mountPages(world.product.http)
  const origin = await world.listen()
  return {
    world,
    origin,
    async open(browser, as, path, { language, theme, context = {} } = {}) {
      const page = await newDesktopPage(browser, context)
      page.setDefaultTimeout(stepMsMax)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      if (as.token) {
        await page.context().addCookies([{ name: sessionCookie, value: as.token, url: origin }])
      }
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('anyuan.language', JSON.stringify(chosenLanguage))
          localStorage.setItem('anyuan.theme', JSON.stringify(chosenTheme))
        },
        [language ?? 'zh-CN', theme ?? 'light'] as const,
      )
      await page.addInitScript(watchLayout)
      await page.goto(`${origin}${path}`)
      return { page, complaints }
    },
    close: () => world.close(),
  }
}
