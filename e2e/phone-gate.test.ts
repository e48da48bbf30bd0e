import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { sweep } from '../test/duty.ts'
import { openPhoneSite, type PhoneSite, personAt, toast } from './phone-site.ts'

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

/** Holds a picture of one phone's code before the lens of another. */
async function showTo(lens: Page, code: Buffer): Promise<void> {
  const chooser = lens.waitForEvent('filechooser')
  await lens.getByRole('button', { name: '拍下二维码识别' }).click()
  await (await chooser).setFiles({ name: 'c.png', mimeType: 'image/png', buffer: code })
}

const codeOn = async (page: Page): Promise<Buffer> => {
  await page.locator('.ph-code[data-text]').waitFor()
  return page.locator('.ph-code').screenshot()
}

describe('codes from phone to phone', () => {
  it('the code at the gate checks in without a position', async () => {
    const cadre = site.world.as('schoolCadre', { at: 'schoolA1' })
    const auxiliary = site.world.as('auxiliary', { at: 'stationA1' })
    const display = await site.open(browser, cadre, { path: 'gate-code' })
    await display.getByRole('button', { name: /正门/ }).click()
    const code = await codeOn(display)
    const page = await site.open(browser, auxiliary, { context: { permissions: [] } })
    await page.getByRole('button', { name: '扫校门二维码' }).click()
    await showTo(page, code)
    await toast(page, '已保存，签到成功').waitFor()
    await page.getByText('已送达', { exact: true }).waitFor()
    expect(await personAt(site, auxiliary.personId)).toMatchObject({
      presence: 'there',
      method: 'gateCode',
      verdict: 'inside',
    })
    await display.context().close()
    await page.context().close()
  })

  it('a leader confirms who stands before them', async () => {
    const guard = site.world.as('guard', { at: 'schoolA1' })
    const officer = site.world.as('stationOfficer', { at: 'stationA1' })
    const page = await site.open(browser, guard, { context: { permissions: [] } })
    await page.getByRole('button', { name: '请带班人代证' }).click()
    const code = await codeOn(page)
    const leader = await site.open(browser, officer, { path: 'confirm' })
    await leader.getByRole('button', { name: /扫代证二维码/ }).click()
    await showTo(leader, code)
    await toast(leader, '已保存，代证成功').waitFor()
    await leader.getByText('已全部同步').waitFor()
    expect(await personAt(site, guard.personId)).toMatchObject({
      presence: 'there',
      method: 'supervisor',
    })
    await page.context().close()
    await leader.context().close()
  })

  it('a guest who waits for a leader is nobody to confirm: the line names who wrote it', async () => {
    const { world, shiftId } = site
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    const deviceNow = world.clock.now().toISOString()
    const guest = { kind: 'guest', id: newId(world.clock.now()), shiftId, at: deviceNow }
    const sent = await volunteer.post('/api/duty/check-ins', { deviceNow, record: guest })
    expect(sent.body).toMatchObject({ outcome: 'stored' })
    const leader = await site.open(browser, cadre, { path: 'confirm' })
    const line = leader.locator('.du-line', { hasText: '临时帮手' })
    await line.getByText('待核对').waitFor()
    expect(await line.getByRole('button').count()).toBe(0)
    await leader.context().close()
  })

  it('the school confirms what it saw', async () => {
    const cadre = site.world.as('schoolCadre', { at: 'schoolA1' })
    const page = await site.open(browser, cadre, { path: 'sights' })
    await page.getByRole('button', { name: '警车' }).click()
    await page.getByRole('button', { name: /确认所见/ }).click()
    await toast(page, '已确认').waitFor()
    await page.getByText('已确认 1 项').waitFor()
    await page.context().close()
  })
})

describe('a gate without an officer asks for help', () => {
  it('the officer who is asked answers on the phone', async () => {
    const { world, shiftId } = site
    const commander = world.as('countyCommander', { at: 'countyA' })
    world.clock.advance(4 * 60_000)
    await sweep(world, 'duty.watch')
    const gaps = await commander.get('/api/duty/gaps?open=true')
    const gap = gaps.body.rows.find((one: { shiftId: string }) => one.shiftId === shiftId)
    const officer = world.as('stationOfficer', { at: 'stationA2' })
    const asked = await commander.post(`/api/duty/gaps/${gap.id}/requests`, {
      id: '0190a000-0000-7000-8000-00000000f001',
      personId: officer.personId,
      autoNext: false,
    })
    expect(asked.status).toBe(200)
    const page = await site.open(browser, officer)
    await page.getByText('请您增援 安和县第一小学').waitFor()
    await page.getByRole('button', { name: /^去 / }).click()
    await page.getByText('前往增援 安和县第一小学').waitFor()
    const requests = await commander.get(`/api/duty/gaps/${gap.id}/requests`)
    expect(requests.body.rows[0]).toMatchObject({ state: 'accepted' })
    await page.context().close()
  })
})

describe('leave and free places', () => {
  it('leave shows what the gate would lack before it is asked for', async () => {
    const cadre = site.world.as('schoolCadre', { at: 'schoolA1' })
    const page = await site.open(browser, cadre, { path: 'leave' })
    await page.getByRole('button', { name: '按日期' }).click()
    await page.getByLabel('第一天').fill('2026-11-24')
    await page.getByLabel('最后一天').fill('2026-11-25')
    await page.getByText('这段时间没有已发布的班次受影响').waitFor()
    await page.getByRole('button', { name: /提出请假/ }).click()
    await toast(page, '已提出，等待审批').waitFor()
    await page.getByText('待审批', { exact: true }).waitFor()
    await page.context().close()
  })

  it('a volunteer takes a place and gives it back, freely', async () => {
    const volunteer = site.world.as('volunteer', { at: 'schoolA1' })
    const page = await site.open(browser, volunteer, { path: 'slots' })
    await page.getByText('自愿报名，随时可退。').waitFor()
    await page.getByRole('button', { name: '认领' }).first().click()
    await toast(page, '已认领，谢谢您').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await toast(page, '已退出').waitFor()
    await page.context().close()
  })
})
