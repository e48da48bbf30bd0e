import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser, newDesktopPage } from '../test/browser.ts'
import { testPassword } from '../test/world.ts'
import { openPhoneSite, type PhoneSite, personAt, stepMsMax } from './phone-site.ts'

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

async function signIn(page: Page, loginName: string): Promise<void> {
  await page.getByLabel('账号').fill(loginName)
  await page.getByLabel('密码').fill(testPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

describe('joining by the link of a school', () => {
  let path: string

  beforeAll(async () => {
    const cadre = await site.world.stepUp(site.world.as('schoolCadre', { at: 'schoolA1' }))
    const { clock, ids } = site.world
    const invited = await cadre.post('/api/identity/invitations', {
      id: newId(clock.now()),
      role: 'volunteer',
      areaId: ids.areas.schoolA1.id,
    })
    path = invited.body.path.replace('/m/', '')
  })

  it('says what it is for, asks for a name, and opens the phone', async () => {
    const page = await site.open(browser, site.world.anonymous, { path })
    await page.getByText('安和县第一小学').waitFor()
    await page.getByText('志愿者', { exact: true }).waitFor()
    expect(await big(page).isDisabled()).toBe(true)
    await page.getByLabel('您的姓名').fill('赵安宁')
    await big(page).click()
    await page.getByRole('heading', { name: '今日勤务' }).waitFor()
    await page.getByRole('button', { name: '报名' }).click()
    await page.getByText('自愿报名，随时可退。').waitFor()
    await page.context().close()
  })

  it('brings who is on the list already onto their own place, not a second person', async () => {
    const { world, address } = site
    const cadre = await world.stepUp(world.as('schoolCadre', { at: 'schoolA1' }))
    const isFree = ({ id, dutyRole }: { id: string; dutyRole: string }) =>
      dutyRole === 'guard' && id !== world.as('guard', { at: 'schoolA1' }).personId
    const listed = world.ids.people.schoolA1?.find(isFree)
    const { name } = (await cadre.get(`/api/identity/people/${listed?.id}`)).body
    const console = await newDesktopPage(browser)
    console.setDefaultTimeout(stepMsMax)
    const session = { name: sessionCookie, value: cadre.token ?? '', url: new URL(address).origin }
    await console.context().addCookies([session])
    await console.goto(new URL('/invitations', address).href)
    await console.getByRole('button', { name: '发出邀请' }).click()
    const dialog = console.getByRole('dialog')
    const choose = async (label: RegExp, text: string) => {
      await dialog.getByRole('combobox', { name: label }).click()
      await console.locator('.ant-select-item-option:visible', { hasText: text }).first().click()
    }
    await choose(/角色/, '保安员')
    await choose(/学校/, '安和县第一小学')
    await dialog.getByRole('combobox', { name: /名册人员/ }).fill(name)
    await choose(/名册人员/, name)
    await dialog.getByRole('button', { name: '发出邀请' }).click()
    const link = await console.locator('code').innerText()
    await console.context().close()
    const page = await site.open(browser, world.anonymous, { path: link.split('/m/')[1] ?? '' })
    await page.getByText(`${name}，您好`).waitFor()
    await big(page).click()
    await page.getByRole('heading', { name: '今日勤务' }).waitFor()
    const me = await page.evaluate(async () => (await fetch('/api/identity/me')).json())
    expect(me.person.id).toBe(listed?.id)
    await page.context().close()
  })

  it('works once', async () => {
    const page = await site.open(browser, site.world.anonymous, { path })
    await page.getByText(/链接已使用/).waitFor()
    await page.context().close()
  })
})

describe('a session that ends while records wait', () => {
  it('keeps them for their author, whoever signs in between', async () => {
    const { world } = site
    const guard = world.as('guard', { at: 'schoolA1' })
    const page = await site.open(browser, world.anonymous)
    await signIn(page, guard.loginName ?? '')
    await page.getByText('在范围内').waitFor()
    await page.context().setOffline(true)
    await big(page).click()
    await page.getByText('已保存，待上传').waitFor()

    // Meanwhile the person ends all other sessions elsewhere, as after losing a phone.
    await guard.post('/api/identity/sessions/end-others')
    await page.context().setOffline(false)
    await page.getByText('登录已失效，请重新登录。本机记录都还在。').waitFor()
    await page.getByText('本机有 1 条记录待上传，登录后自动上传').waitFor()

    const teacher = world.as('dutyTeacher', { at: 'schoolA1' })
    await signIn(page, teacher.loginName ?? '')
    await page.getByText('已全部同步').waitFor()
    await page.getByRole('button', { name: '我的' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    expect(await personAt(site, guard.personId)).toMatchObject({ presence: 'absent' })

    await signIn(page, guard.loginName ?? '')
    await page.getByText('已送达', { exact: true }).waitFor()
    expect(await personAt(site, guard.personId)).toMatchObject({ presence: 'there' })
    await page.context().close()
  })
})
