import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser, newDesktopPage } from '../test/browser.ts'
import type { Client } from '../test/county.ts'
import { upload } from '../test/uploads.ts'
import { openPhoneSite, type PhoneSite, toast } from './phone-site.ts'

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

async function openConsole(as: Client, path: string, language = 'zh-CN'): Promise<Page> {
  const page = await newDesktopPage(browser)
  const { origin } = new URL(site.address)
  await page.context().addCookies([{ name: sessionCookie, value: as.token ?? '', url: origin }])
  await page.addInitScript(
    (chosen) => localStorage.setItem('anyuan.language', JSON.stringify(chosen)),
    language,
  )
  await page.goto(`${origin}${path}`)
  return page
}

it('a patrol is given at the desk, walked without network, and done on the list', async () => {
  const officer = site.world.as('stationOfficer', { at: 'stationA1' })
  const auxiliary = site.world.as('auxiliary', { at: 'stationA1' })
  const desk = await openConsole(officer, '/events?tab=patrols')
  await desk.getByText('没有巡逻任务').waitFor()
  await desk.getByRole('button', { name: '下达巡逻任务' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: '下达巡逻任务' }).click()
  await dialog.getByText('请选岗位或人员').waitFor()
  await dialog.getByLabel('岗位').click()
  await desk.getByTitle('安和县第一小学正门岗').click()
  await dialog.getByRole('button', { name: '下达巡逻任务' }).click()
  const row = desk.getByRole('row', { name: /安和县第一小学正门岗/ })
  await row.getByText('待报').waitFor()

  const phone = await site.open(browser, auxiliary)
  await phone.getByRole('button', { name: /巡逻 07:42–08:42/ }).click()
  await phone.getByRole('button', { name: '校门周边 200 米' }).waitFor()
  await phone.context().setOffline(true)
  const chooser = phone.waitForEvent('filechooser')
  await phone.getByRole('button', { name: '拍照（可不拍）' }).click()
  const picture = await desk.screenshot({ type: 'jpeg' })
  await (await chooser).setFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: picture })
  await phone.getByText(/已拍，指纹/).waitFor()
  await phone.getByRole('button', { name: /报告已巡/ }).click()
  await toast(phone, '已保存：巡逻报告').waitFor()
  expect((await officer.get('/api/duty/patrols')).body.rows[0].state).toBe('open')
  await phone.context().setOffline(false)

  await row.getByText('已巡').waitFor()
  await row.getByText('离线补传').waitFor()
  await row.getByRole('button', { name: '看照片（留痕）' }).waitFor()
  const { report } = (await officer.get('/api/duty/patrols')).body.rows[0]
  const photoPath = `/api/duty/photos/${report.photoFileId}`
  await expect.poll(async () => (await officer.get(photoPath)).status).toBe(200)
  await row.getByRole('button', { name: '看照片（留痕）' }).click()
  const large = desk.getByRole('dialog')
  await large.getByText('与手机拍摄时登记的指纹一致').waitFor()
  await large.getByText(report.photoSha256).waitFor()
  await desk.context().close()
  await phone.context().close()
}, 90_000)

it('what was followed up gets its result: on the phone from its author, at the desk from a leader', async () => {
  const { world } = site
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  const auxiliary = world.as('auxiliary', { at: 'stationA1' })
  const { rows } = (await officer.get('/api/duty/posts')).body
  const follow = async (event: string, note: string) => {
    const now = world.clock.now().toISOString()
    const what = { kind: 'event', id: newId(world.clock.now()), postId: rows[0].id, at: now }
    const record = { ...what, event, note, result: 'following' }
    const reply = await auxiliary.post('/api/duty/events', { deviceNow: now, record })
    expect(reply.status).toBe(200)
  }
  await follow('request', '走失儿童')
  await follow('request', '丢失书包')
  const phone = await site.open(browser, auxiliary, { path: 'record' })
  const lost = phone.locator('.du-followed', { hasText: '走失儿童' })
  await lost.getByRole('button', { name: '已移交' }).click()
  await toast(phone, '已登记：已移交').waitFor()
  await lost.waitFor({ state: 'detached' })
  await phone.locator('.du-followed', { hasText: '丢失书包' }).waitFor()

  const desk = await openConsole(officer, '/events?result=following')
  const row = desk.getByRole('row', { name: /丢失书包/ })
  await row.getByRole('button', { name: '登记结果' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '登记结果' }).click()
  await desk.getByText('已登记：已处置').first().waitFor()
  await desk.getByText('没有跟进中的事项').waitFor()
  await desk.goto(`${new URL(site.address).origin}/events`)
  await row.getByText(/\d\d:\d\d 登记$/).waitFor()
  await row.getByRole('button', { name: '更正结果' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('结果').click()
  await desk.getByTitle('已排除').click()
  await dialog.getByRole('button', { name: '更正结果' }).click()
  await row.getByText('已排除').waitFor()
  await row.getByText(/\d\d:\d\d 更正$/).waitFor()
  await world.sql(`update duty.post_event set withdrawn_at = at where settled_result = 'cleared'`)
  await desk.reload()
  await row.getByText('已撤回').waitFor()
  expect(await row.getByRole('button', { name: '更正结果' }).count()).toBe(0)
  await phone.locator('.du-followed').waitFor({ state: 'detached' })
  await desk.context().close()
  await phone.context().close()
}, 60_000)

it('who approves a check-in sees the picture that the phone sent, with its digest', async () => {
  const { world, shiftId } = site
  const cadre = world.as('schoolCadre', { at: 'schoolA1' })
  const guard = world.as('guard', { at: 'schoolA1' })
  const desk = await openConsole(cadre, '/approvals')
  await desk.getByText('没有待核准的签到').waitFor()
  const bytes = await desk.screenshot({ type: 'jpeg' })
  const photoSha256 = createHash('sha256').update(bytes).digest('hex')
  const photoFileId = newId(world.clock.now())
  const now = world.clock.now().toISOString()
  const record = {
    kind: 'checkIn',
    id: newId(world.clock.now()),
    shiftId,
    direction: 'in',
    at: now,
    method: 'reason',
    reason: '手机定位失灵',
    photoFileId,
    photoSha256,
  }
  await guard.post('/api/duty/check-ins', { deviceNow: now, record })
  const row = desk.getByRole('row', { name: /手机定位失灵/ })
  await row.getByText('照片待传').waitFor()
  const sent = { name: 'p.jpg', bytes, fields: { id: photoFileId } }
  expect((await upload(world, guard, '/api/duty/photos', sent)).status).toBe(200)
  // Nobody reloads: the row offers the picture as soon as it is here.
  await row.getByRole('button', { name: '看照片（留痕）' }).click()
  await desk.getByRole('dialog').getByText(photoSha256).waitFor()
  await desk.getByText('与手机拍摄时登记的指纹一致').waitFor()
  await desk.keyboard.press('Escape')
  await row.getByRole('button', { name: /^放大照片/ }).waitFor()
  await row.getByRole('button', { name: '准予' }).click()
  await desk.getByText('没有待核准的签到').waitFor()
  await desk.context().close()
}, 60_000)
