import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import type { Client } from '../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../test/duty.ts'
import { openPhoneSite, type PhoneSite } from './phone-site.ts'

let browser: Browser
let site: PhoneSite
let post: GatePost
let commander: Client
/** Of the station where nobody is told to come. */
let officer: Client
let officerName: string
let gapId: string
let leader: Page

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openPhoneSite()
  const { world } = site
  post = await gatePost(world, 'schoolA2')
  world.clock.set(at('07:45'))
  await sweep(world, 'duty.watch')
  await world.deliverFacts()
  commander = world.as('countyCommander', { at: 'countyA' })
  officer = world.as('stationOfficer', { at: 'stationA2' })
  officerName = (await officer.get('/api/duty/mine')).body.personName
  const gaps = await commander.get('/api/duty/gaps?open=true&kind=unmanned')
  gapId = gaps.body.rows.find((gap: { postId: string }) => gap.postId === post.id).id
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const big = (page: Page) => page.locator('.ph-actions .ph-big')
const toast = (page: Page, text: string) => page.locator('.ph-toast').getByText(text)
const proposals = async () =>
  (await commander.get(`/api/duty/gaps/${gapId}/proposals`)).body.proposals

describe('a gate without anybody, on the phone of its commander', () => {
  it('who was chosen and can go no more is followed by nobody until another is chosen', async () => {
    const { world } = site
    const page = await site.open(browser, commander, { path: `gap?id=${gapId}` })
    const [first, second] = await proposals()
    await page.getByRole('button', { name: `请 ${first.personName} 增援` }).waitFor()
    const serve = (dutyRole: string) =>
      world.sql('update identity.person set duty_role = $2 where id = $1', [
        first.personId,
        dutyRole,
      ])
    await serve('none')
    const deviceNow = world.clock.now().toISOString()
    const shiftId = await shiftOf(world, post, 'arrival')
    const guest = { kind: 'guest', id: newId(world.clock.now()), shiftId, at: deviceNow }
    await officer.post('/api/duty/check-ins', { deviceNow, record: guest })
    await page.getByText(`${first.personName} 已不可派，请另选`).waitFor()
    expect(await big(page).count()).toBe(0)
    await page.getByRole('radio', { name: new RegExp(second.personName) }).check()
    await page.getByRole('button', { name: `请 ${second.personName} 增援` }).waitFor()
    await serve(first.role)
    await page.context().close()
  })

  it('the notice leads to the three nearest free people, and why they qualify', async () => {
    leader = await site.open(browser, commander, { path: 'notices' })
    const card = leader.locator('.ph-card').filter({ hasText: '河西中学正门岗 空岗' })
    await card.getByRole('button', { name: '看可派的人' }).click()
    await leader.getByRole('heading', { name: '空岗' }).waitFor()
    await leader.getByText('河西中学正门岗', { exact: true }).waitFor()
    await leader.getByText('今天 08:00 打铃').waitFor()
    await leader.getByText(/^缺 民警 1/).waitFor()
    const people = leader.locator('.du-check')
    await people.first().waitFor()
    const found = await proposals()
    expect(await people.locator('strong').allTextContents()).toEqual(
      found.map(({ personName }: { personName: string }) => personName),
    )
    expect(await people.getByText('机动，未排岗').count()).toBe(3)
    expect(await people.getByText(/\d+ 分钟 · \d+\.\d km/).count()).toBe(3)
  })

  it('one button asks the first; it can be taken back', async () => {
    const [first] = await proposals()
    await leader.getByRole('button', { name: `请 ${first.personName} 增援` }).click()
    await toast(leader, `已请 ${first.personName} 增援 河西中学正门岗`).waitFor()
    await leader.getByText(/^等应答，\d+ 秒$/).waitFor()
    expect(await big(leader).count()).toBe(0)
    await leader.getByRole('button', { name: '撤回', exact: true }).click()
    await leader.getByText('已撤回', { exact: true }).waitFor()
  })

  it('another may be chosen, and their answer comes back by itself', async () => {
    await leader.getByRole('radio', { name: new RegExp(officerName) }).check()
    await big(leader).click()
    await leader.getByText(/^等应答/).waitFor()
    const phone = await site.open(browser, officer)
    await phone.getByText('请您增援 河西中学').waitFor()
    await phone.getByRole('button', { name: /^去/ }).first().click()
    await phone.getByText('前往增援 河西中学').waitFor()
    await leader.getByText('已应答，前往中').waitFor()
    await phone.context().close()
  })

  it('who came is seen, and that the gap is closed', async () => {
    const shiftId = await shiftOf(site.world, post, 'arrival')
    const arrival = { at: at('07:50'), gate: post }
    site.world.clock.set(arrival.at)
    expect((await checkIn(officer, shiftId, arrival)).status).toBe(200)
    await leader.getByText('已到岗', { exact: true }).waitFor()
    await leader.getByText(/^缺 辅警 1/).waitFor()
    const auxiliary = site.world.as('auxiliary', { at: 'stationA2' })
    expect((await checkIn(auxiliary, shiftId, arrival)).status).toBe(200)
    await leader.getByText('已有人到岗，空岗解除').waitFor()
    await leader.context().close()
  })

  it('the first screen counts the gaps that are open, and leads there', async () => {
    const page = await site.open(browser, site.world.as('stationOfficer', { at: 'stationA1' }))
    await page.getByRole('button', { name: /^空岗.*1/ }).click()
    await page.getByRole('button', { name: /安和县第一小学正门岗/ }).click()
    await page.getByText(/^请 .+ 增援$/).waitFor()
    await page.context().close()
  })
})
