import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { browserFiles } from './browser-files.ts'

/** Nothing here weakens the web's own rules: a journey shall prove that they hold. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

const PLACE: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  colorScheme: 'light',
  reducedMotion: 'reduce',
}

/** A real Chromium without a window, with Chinese fonts on every machine. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await browserFiles()
  return chromium.launch({
    executablePath: executable,
    args: ARGUMENTS,
    // Without a locale Chromium calls a file of a Chinese name "download".
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
  })
}

/** A page of 1440 × 900 in a context of its own: no cookie or storage of another page. */
export async function newDesktopPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...PLACE,
    viewport: { width: 1440, height: 900 },
    ...options,
  })
  return context.newPage()
}

/**
 * A touch screen of 390 × 844 in a context of its own, as a phone does it: a page without a
 * viewport tag is laid out 980 wide. It may read its position, which `options` give.
 */
export async function newPhonePage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...PLACE,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    permissions: ['geolocation'],
    ...options,
  })
  return context.newPage()
}
