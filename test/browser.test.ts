import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, newDesktopPage, newPhonePage } from './browser.ts'

describe('the test browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser.close()
  })

  it('is the packaged version, not another one found on the machine', async () => {
    expect(browser.version()).toMatch(/^153\./)
  })

  it('draws different Chinese characters differently, so it draws no boxes', async () => {
    const page = await newDesktopPage(browser)
    const [first, second] = await page.evaluate(() =>
      ['喆', '堃'].map((character) => {
        const canvas = document.createElement('canvas')
        const context = canvas.getContext('2d')
        if (!context) return ''
        context.font = '40px sans-serif'
        context.fillText(character, 10, 50)
        return canvas.toDataURL()
      }),
    )
    expect(first).not.toBe('')
    expect(first).not.toBe(second)
    await page.context().close()
  })

  it('draws maps: WebGL is there', async () => {
    const page = await newDesktopPage(browser)
    const found = await page.evaluate(
      () => document.createElement('canvas').getContext('webgl2') !== null,
    )
    expect(found).toBe(true)
    await page.context().close()
  })

  it('opens a phone page that is narrow and is touched', async () => {
    const page = await newPhonePage(browser)
    const phone = await page.evaluate(() => ({
      width: window.screen.width,
      touch: navigator.maxTouchPoints > 0,
      language: navigator.language,
    }))
    expect(phone).toEqual({ width: 390, touch: true, language: 'zh-CN' })
    await page.context().close()
  })
})
