import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../test/browser.ts'
import { type GatePost, gatePost } from '../test/duty.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'

let browser: Browser
let site: ConsoleSite
let post: GatePost

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('06:00')
  post = await gatePost(site.world, 'schoolA1')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const commander = () => site.world.as('countyCommander')

it('a county sets the lead of one station, sees what it would inherit, and lets it follow again', async () => {
  const { id } = site.world.ids.areas.stationA1
  const lead = async (): Promise<number> =>
    (await commander().get(`/api/duty/settings/${id}`)).body.setting.arrivalLeadMin
  const { page } = await site.open(browser, commander(), '/duty-settings')
  await page.getByText('采用默认值').waitFor()
  await page.getByRole('combobox', { name: '哪个区域的参数' }).click()
  await page.getByTitle('城关派出所').click()
  await expect.poll(() => page.url()).toContain(`area=${id}`)
  await page.getByText('保存后城关派出所单独设定').waitFor()
  await page.getByLabel('上学：提前到岗（分）').fill('35')
  await page.getByRole('button', { name: '保存参数' }).click()
  await page.getByText('本级设定').waitFor()
  await page.getByText('默认值：20').waitFor()
  expect(await lead()).toBe(35)
  await page.getByRole('button', { name: '恢复默认值' }).click()
  await page.getByText('采用默认值').waitFor()
  expect(await lead()).toBe(20)
  await page.getByRole('button', { name: /^撤回/ }).click()
  await page.getByText('本级设定').waitFor()
  expect(await lead()).toBe(35)
  await page.context().close()
}, 60_000)

it('a role is taken out of a team and added again, and a skill is asked for', async () => {
  const { page } = await site.open(browser, commander(), `/posts?post=${post.id}`)
  await page.getByRole('button', { name: '修改岗位' }).click()
  const dialog = page.getByRole('dialog').filter({ hasText: '力量配备' })
  await dialog.getByRole('button', { name: '不再要求保安' }).click()
  await dialog.getByRole('button', { name: '不再要求教师' }).click()
  await dialog.getByRole('button', { name: '+ 保安' }).click()
  await dialog.getByRole('combobox', { name: '保安 所需技能' }).click()
  await page.getByTitle('急救').click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '保 存' }).or(dialog.getByText('保存')).last().click()
  await page.getByText('已保存，后续班次随之调整').first().waitFor()
  const { team } = (await commander().get(`/api/duty/posts/${post.id}`)).body
  const roles = team.map(({ role }: { role: string }) => role)
  expect(roles.sort()).toEqual(['auxiliary', 'cadre', 'guard', 'police', 'volunteer'])
  expect(team.find(({ role }: { role: string }) => role === 'guard')).toMatchObject({
    heads: 2,
    skills: ['firstAid'],
  })
  await page.getByRole('dialog').getByText('急救').waitFor()
  await page.context().close()
}, 60_000)
