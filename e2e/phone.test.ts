import { Client as Database } from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../test/browser.ts'
import type { Client } from '../test/county.ts'
import { testPassword } from '../test/world.ts'
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

const big = (page: Page) => page.locator('.ph-actions .ph-big')
const person = (client: Client) => personAt(site, client.personId)
/** Pictures of check-ins that the server holds. */
async function picturesStored(): Promise<number> {
  const client = new Database({ connectionString: site.world.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from platform.file where purpose = 'duty.checkIn'",
  )
  await client.end()
  return rows[0]?.count ?? 0
}

/** Positions that are looked for do not come, until they are released. */
const holdPositions = (page: Page) =>
  page.evaluate(() => Object.assign(navigator.geolocation, { watchPosition: () => 0 }))
const releasePositions = (page: Page) =>
  page.evaluate(() => Reflect.deleteProperty(navigator.geolocation, 'watchPosition'))

/** Leaving before the bell is asked about once. */
async function leaveEarly(page: Page): Promise<void> {
  site.world.clock.advance(60_000)
  await big(page).click()
  await page.getByRole('button', { name: '签退，提前离岗' }).click()
  await toast(page, '已保存，签退成功').waitFor()
  await page.getByText('已离岗', { exact: true }).waitFor()
  await page.getByText('已全部同步').waitFor()
  site.world.clock.advance(60_000)
}

describe('a guard signs in and checks in at the gate', () => {
  let page: Page

  beforeAll(async () => {
    page = await site.open(browser, site.world.anonymous)
  })
  afterAll(() => page.context().close())

  it('a wrong password says so in words, beside the button', async () => {
    await page.getByLabel('账号').fill('guard-schoola1')
    await page.getByLabel('密码').fill('not the password')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').getByText('账号、密码或动态码不正确。').waitFor()
  })

  it('signed in, the shift stands there with its bell and my place in words', async () => {
    await page.getByLabel('密码').fill(testPassword)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '今日勤务' }).waitFor()
    await page.getByRole('heading', { name: '安和县第一小学 正门' }).waitFor()
    await page.getByText('08:00 打铃').waitFor()
    await page.getByText('在范围内').waitFor()
  })

  it('one touch checks in, and the toast is really in the page', async () => {
    await big(page).click()
    await toast(page, '已保存，签到成功').waitFor()
    await page.getByText('已送达', { exact: true }).waitFor()
    const guard = site.world.as('guard', { at: 'schoolA1' })
    expect(await person(guard)).toMatchObject({
      presence: 'there',
      method: 'position',
      verdict: 'inside',
    })
  })

  it('leaving before the bell is never refused, and a leader sees who comes back', async () => {
    const { world } = site
    const guard = world.as('guard', { at: 'schoolA1' })
    const leader = world.as('schoolCadre', { at: 'schoolA1' })
    await leaveEarly(page)
    expect(await person(guard)).toMatchObject({ presence: 'gone' })
    const desk = await site.open(browser, leader, { path: 'confirm' })
    const line = desk.locator('.du-line', { hasText: (await person(guard)).personName })
    await line.getByText('已离岗').waitFor()
    await line.getByRole('button', { name: '确认到岗' }).click()
    await toast(desk, '已保存，代证成功').waitFor()
    await desk.getByText('已全部同步').waitFor()
    expect(await person(guard)).toMatchObject({ presence: 'there', method: 'supervisor' })
    await page.getByText('在岗', { exact: true }).waitFor()
    await desk.context().close()
  })

  it('who left early comes back by themselves, and the gate has them again', async () => {
    const { world, shiftId } = site
    const guard = world.as('guard', { at: 'schoolA1' })
    const commander = world.as('countyCommander', { at: 'countyA' })
    const guards = async () =>
      (await commander.get(`/api/duty/board/rows?shiftIds=${shiftId}`)).body.rows[0].have.guard
    await leaveEarly(page)
    expect(await guards()).toBe(0)
    const lookAgain = () => page.getByRole('button', { name: '再次到岗' }).click()
    const notNow = () => page.getByRole('button', { name: '暂不签到' }).click()
    await holdPositions(page)
    await lookAgain()
    await big(page).click()
    await page.getByText('正在定位，定好后自动完成').waitFor()
    await notNow()
    await releasePositions(page)
    // The press before was for that time: whoever only looks is not written down as there.
    await lookAgain()
    await page.getByText('在范围内').waitFor()
    await notNow()
    await page.getByText('已离岗', { exact: true }).waitFor()
    expect(await page.getByText('已全部同步').isVisible()).toBe(true)
    expect(await person(guard)).toMatchObject({ presence: 'gone' })
    await lookAgain()
    await page.getByText('在范围内').waitFor()
    await big(page).click()
    await page.getByText('在岗', { exact: true }).waitFor()
    await page.getByText('已送达', { exact: true }).waitFor()
    expect(await person(guard)).toMatchObject({ presence: 'there', method: 'position' })
    expect(await guards()).toBe(1)
  })
})

describe('the position is not certain', () => {
  it('a picture is proof: it counts, and the picture arrives after the words', async () => {
    const officer = site.world.as('stationOfficer', { at: 'stationA1' })
    const page = await site.open(browser, officer, { metresOff: 45, accuracyM: 35 })
    await page.getByText('不确定', { exact: true }).waitFor()
    const picture = await page.screenshot({ type: 'jpeg' })
    const chooser = page.waitForEvent('filechooser')
    await big(page).click()
    await (await chooser).setFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: picture })
    await toast(page, '已保存，签到成功').waitFor()
    await page.getByText('已送达', { exact: true }).waitFor()
    await expect.poll(picturesStored).toBe(1)
    await page.getByText('已全部同步').waitFor()
    expect(await person(officer)).toMatchObject({ presence: 'there', verdict: 'uncertain' })
    await page.context().close()
  })

  it('out of range says how far and where; a registration with a reason is never refused', async () => {
    const auxiliary = site.world.as('auxiliary', { at: 'stationA1' })
    const page = await site.open(browser, auxiliary, { metresOff: 210, accuracyM: 10 })
    await page.getByText('还有 210 米，往南').waitFor()
    await page.getByRole('button', { name: '仍要登记，写明原因' }).click()
    await page.getByRole('button', { name: '临时改在另一个门执勤' }).click()
    await page.getByRole('button', { name: '不拍照，直接登记' }).click()
    await toast(page, '已保存，签到成功').waitFor()
    await page.getByText('已送达，待核对').waitFor()
    await page.context().close()

    const leader = site.world.as('stationOfficer', { at: 'stationA1' })
    const desk = await site.open(browser, leader, { path: 'approvals' })
    await desk.getByText('临时改在另一个门执勤').waitFor()
    await desk.getByRole('button', { name: '认可', exact: true }).click()
    await toast(desk, '已认可').waitFor()
    expect(await person(auxiliary)).toMatchObject({ presence: 'there' })
    await desk.context().close()
  })
})

describe('a coming that a leader does not accept', () => {
  it('shows, and the phone offers another one that counts', async () => {
    const { world, post } = site
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const page = await site.open(browser, cadre, { metresOff: 210, accuracyM: 10 })
    await page.getByRole('button', { name: '仍要登记，写明原因' }).click()
    await page.getByRole('button', { name: '临时改在另一个门执勤' }).click()
    await page.getByRole('button', { name: '不拍照，直接登记' }).click()
    await page.getByText('已送达，待核对').waitFor()
    await page.getByRole('button', { name: '到校门口重新签到' }).waitFor()
    const [{ id }] = (await officer.get('/api/duty/check-ins/pending')).body.rows
    await officer.post(`/api/duty/check-ins/${id}/decision`, { decision: 'refused' })
    await page.getByText('签到未生效').waitFor()
    await page.getByText('未认可').waitFor()
    expect(await person(cadre)).toMatchObject({ presence: 'absent' })
    world.clock.advance(60_000)
    await page.context().setGeolocation({ latitude: post.lat, longitude: post.lon, accuracy: 8 })
    await page.getByText('在范围内').waitFor()
    await big(page).click()
    await page.getByText('在岗', { exact: true }).waitFor()
    await page.getByText('已送达', { exact: true }).waitFor()
    expect(await person(cadre)).toMatchObject({ presence: 'there', verdict: 'inside' })
    await page.context().close()
  })
})

describe('two taps record what happened, and one takes it back', () => {
  it('registered, withdrawn within the minute', async () => {
    const guard = site.world.as('guard', { at: 'schoolA1' })
    const page = await site.open(browser, guard, { path: 'record' })
    await page.getByRole('button', { name: /帮助群众/ }).click()
    await big(page).click()
    await toast(page, '已保存：帮助群众').waitFor()
    await page.getByText('已全部同步').or(page.getByText('帮助群众 1 次')).first().waitFor()
    await page.getByRole('button', { name: /撤回 \d+ 秒/ }).click()
    await page.getByText('已撤回').first().waitFor()
    await page.context().close()
  })

  it('what was begun at the gate is finished later as of then and there', async () => {
    const guard = site.world.as('guard', { at: 'schoolA1' })
    const begunAt = site.world.clock.now()
    const page = await site.open(browser, guard, { path: 'record' })
    await page.getByRole('button', { name: /帮助群众/ }).click()
    await page.getByLabel('备注（可不填）').fill('扶老人过马路')
    await page.locator('nav button').first().click()
    await big(page).waitFor()
    const laterMs = 3 * 3_600_000
    site.world.clock.set(new Date(begunAt.getTime() + laterMs))
    await page.clock.setSystemTime(Date.now() + laterMs)
    await page.goto(`${site.address}outbox`)
    await page.getByText(/^草稿 1$/).click()
    await page.getByRole('button', { name: /继续/ }).click()
    await page.getByText('安和县第一小学 正门').first().waitFor()
    await big(page).click()
    await toast(page, '已保存：帮助群众').waitFor()
    await page.getByText('已全部同步').or(page.getByText('帮助群众 1 次')).first().waitFor()
    const commander = site.world.as('countyCommander', { at: 'countyA' })
    const told = async () => {
      const { body } = await commander.get('/api/duty/events?event=help')
      const events = body.rows as { note: string; at: string }[]
      return events.find(({ note }) => note === '扶老人过马路')?.at
    }
    await expect.poll(told).toBeDefined()
    const offMs = Date.parse((await told()) ?? '') - begunAt.getTime()
    expect(Math.abs(offMs)).toBeLessThan(5 * 60_000)
    site.world.clock.set(begunAt)
    await page.context().close()
  })

  it('guards are not offered to check people', async () => {
    const guard = site.world.as('guard', { at: 'schoolA1' })
    const page = await site.open(browser, guard, { path: 'record' })
    await page.getByRole('button', { name: /好人好事/ }).waitFor()
    expect(await page.getByRole('button', { name: /现场盘查/ }).count()).toBe(0)
    await page.context().close()
  })
})

describe('notices', () => {
  it('the published week waits for its receipt', async () => {
    const cadre = site.world.as('schoolCadre', { at: 'schoolA1' })
    const page = await site.open(browser, cadre, { path: 'notices' })
    await page.getByText('新排 1 班，取消 0 班').waitFor()
    await page.getByRole('button', { name: '收到' }).click()
    await toast(page, '已回执').waitFor()
    await page
      .getByText(/已回执$/)
      .last()
      .waitFor()
    await page.context().close()
  })
})
