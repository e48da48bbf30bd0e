import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../test/browser.ts'
import { openPhoneSite, type PhoneSite, personAt, stepMsMax, toast } from './phone-site.ts'

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

const big = (page: Page) => page.locator('.ph-actions .ph-big')
const guardOf = () => site.world.as('guard', { at: 'schoolA1' })

/** The pages are stored on the phone, so that it opens without a network from now on. */
const stored = (page: Page) =>
  page.waitForFunction(async () => {
    const worker = await navigator.serviceWorker.ready
    return worker.active?.state === 'activated'
  })

describe('a guard at a gate without a network', () => {
  let page: Page

  beforeAll(async () => {
    page = await site.open(browser, guardOf())
    await page.getByText('在范围内').waitFor()
    await stored(page)
  })
  afterAll(() => page.context().close())

  it('the phone opens cold in airplane mode, and says so', async () => {
    await page.context().setOffline(true)
    const old = page
    page = await old.context().newPage()
    page.setDefaultTimeout(stepMsMax)
    await old.close()
    await page.goto(site.address)
    await page.getByRole('heading', { name: '安和县第一小学 正门' }).waitFor()
    await page.getByText(/离线.*可以照常使用/).waitFor()
  })

  it('one touch is saved on the phone', async () => {
    await page.getByText('在范围内').waitFor()
    await big(page).click()
    await toast(page, '已保存，签到成功').waitFor()
    await page.getByText('已保存，待上传').waitFor()
    expect(await personAt(site, guardOf().personId)).toMatchObject({ presence: 'absent' })
  })

  it('events are written as well, and everything waits in one list', async () => {
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByRole('button', { name: /帮助群众/ }).click()
    await big(page).click()
    await page.getByRole('button', { name: '待上传 2' }).click()
    await page.getByRole('heading', { name: '签到 · 安和县第一小学 正门' }).waitFor()
    await page.getByRole('heading', { name: '帮助群众 1 次 · 安和县第一小学 正门' }).waitFor()
  })

  it('what was never sent is taken back at once', async () => {
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('button', { name: /巡逻/ }).click()
    await big(page).click()
    await page.getByRole('button', { name: '待上传 3' }).waitFor()
    await page
      .getByRole('button', { name: /撤回 \d+ 秒/ })
      .first()
      .click()
    await page.getByRole('button', { name: '待上传 2' }).click()
  })

  it('what waits can be given out as a file', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出到文件' }).click()
    const file = JSON.parse(await readFile(await (await waiting).path(), 'utf8'))
    expect(file.format).toBe('anyuan-outbox-1')
    expect(file.records).toHaveLength(2)
    expect(file.records[0].content.position).toBeDefined()
  })

  it('signing out is blocked meanwhile, with the reason', async () => {
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('button', { name: '我的' }).click()
    await page.getByText('还有 2 条记录未上传，上传完才能退出').waitFor()
    expect(await page.getByRole('button', { name: '退出登录' }).isDisabled()).toBe(true)
  })

  it('a cold start later still has it all; back in the net each record arrives once', async () => {
    await page.reload()
    await page.getByText('还有 2 条记录未上传').waitFor()
    await page.context().setOffline(false)
    await page.getByText('已全部同步').waitFor()
    const known = await personAt(site, guardOf().personId)
    expect(known).toMatchObject({ presence: 'there', verdict: 'inside', method: 'position' })
    expect(await page.getByRole('button', { name: '退出登录' }).isEnabled()).toBe(true)
  })

  it('delivered records no longer hold the position', async () => {
    const held = await page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('anyuan-phone')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const all = opening.result.transaction('entries').objectStore('entries').getAll()
            all.onsuccess = () => resolve(JSON.stringify(all.result))
          }
        }),
    )
    expect(held).toContain('"direction":"in"')
    expect(held).not.toContain('"position":{')
  })
})

describe('records that the server could not take', () => {
  it('are sent again one by one, each by its own button', async () => {
    const page = await site.open(browser, site.world.as('auxiliary', { at: 'stationA1' }))
    await page.getByText('在范围内').waitFor()
    let only: string | null = null
    await page.route('**/api/duty/**', (route, request) => {
      const sent = request.postData()
      if (request.method() !== 'POST' || !sent) return route.continue()
      const ids = JSON.parse(sent).records?.map(({ id }: { id: string }) => id) ?? []
      return ids.length === 1 && ids[0] === only ? route.continue() : route.abort()
    })
    await big(page).click()
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByRole('button', { name: /帮助群众/ }).click()
    await big(page).click()
    await page.getByRole('button', { name: '待上传 2' }).click()
    const entry = page.locator('[data-entry]').filter({ hasText: '签到' })
    only = await entry.getAttribute('data-entry')
    await entry.getByRole('button', { name: '重试' }).click()
    await page.getByRole('button', { name: '待上传 1' }).waitFor()
    const other = page.locator('[data-entry]').filter({ hasText: '帮助群众' })
    await other.waitFor()
    await page.unroute('**/api/duty/**')
    // By its button, unless its own next try comes just before.
    const again = other.getByRole('button', { name: '重试' })
    await again.click({ timeout: 3_000 }).catch(() => undefined)
    await page.getByText('没有待上传的记录').waitFor()
    await page.context().close()
  })
})

describe('the server has other content under the same id', () => {
  it('both versions are shown, and a person chooses', async () => {
    const cadre = site.world.as('schoolCadre', { at: 'schoolA1' })
    const page = await site.open(browser, cadre)
    await page.getByText('在范围内').waitFor()
    await stored(page)
    await page.context().setOffline(true)
    await big(page).click()
    await page.getByRole('button', { name: '待上传 1' }).click()
    const id = await page.locator('[data-entry]').getAttribute('data-entry')
    const other = await cadre.post('/api/duty/check-ins', {
      deviceNow: site.world.clock.now().toISOString(),
      record: {
        kind: 'checkIn',
        id,
        shiftId: site.shiftId,
        direction: 'in',
        at: site.world.clock.now().toISOString(),
        method: 'reason',
        reason: 'another phone',
      },
    })
    expect(other.status).toBe(200)
    await page.context().setOffline(false)
    await page.getByText('有冲突').waitFor()
    await page.getByRole('button', { name: '查看两份' }).click()
    const theirs = page.locator('.ph-versions > *').filter({ hasText: '服务器上的' })
    await theirs.getByText('写明原因').waitFor()
    const mine = page.locator('.ph-versions > *').filter({ hasText: '本机的' })
    await mine.getByText('定位').waitFor()
    await page.getByRole('button', { name: '以服务器的为准' }).click()
    await page.getByText('没有待上传的记录').waitFor()
    await page.context().close()
  })
})
