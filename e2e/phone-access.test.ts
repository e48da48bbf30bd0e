import { setTimeout } from 'node:timers/promises'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { screens as moduleScreens } from '../src/app/phone/modules.ts'
import { ownScreens } from '../src/app/phone/own-screens.ts'
import type { Role } from '../src/modules/identity/contract/role.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { at, sweep } from '../test/duty.ts'
import { layoutMoves, seriousFindings, unvisited } from './page-checks.ts'
import { openPhoneSite, type PhoneSite } from './phone-site.ts'

let browser: Browser
let site: PhoneSite

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openPhoneSite()
  const commander = site.world.as('countyCommander', { at: 'countyA' })
  const given = await commander.post('/api/duty/patrols', {
    id: patrolId,
    postId: site.post.id,
    startsAt: at('07:45').toISOString(),
    endsAt: at('08:15').toISOString(),
    places: ['校门周边 200 米', '东侧小巷'],
    note: '留意流动摊贩',
  })
  expect(given.status).toBe(200)
  await invite()
  site.world.clock.set(at('07:45'))
  await sweep(site.world, 'duty.watch')
  gapId = (await commander.get('/api/duty/gaps?open=true')).body.rows[0].id
}, 120_000)

/** A link for a volunteer of the school. */
async function invite(): Promise<void> {
  const { world } = site
  const cadre = await world.stepUp(world.as('schoolCadre', { at: 'schoolA1' }))
  const id = newId(world.clock.now())
  const invitation = { id, role: 'volunteer', areaId: world.ids.areas.schoolA1.id }
  const { status, body } = await cadre.post('/api/identity/invitations', invitation)
  expect(status).toBe(200)
  inviteToken = body.token
}
let inviteToken: string
/** The gate of the site, where nobody has come yet. */
let gapId: string

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** Controls that a thumb misses. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, input, select, textarea')]
      .filter((control) => !control.classList.contains('ay-unseen'))
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ control, box }) => {
        const inLabel = control.closest('label')?.getBoundingClientRect().height ?? 0
        return box.width > 0 && Math.max(box.height, inLabel) < 43.5
      })
      .map(({ control, box }) => `${control.textContent || control.outerHTML} ${box.height}`),
  )

const patrolId = '0190a000-0000-7000-8000-00000000a001'
const leaderScreens = [
  '',
  'shifts',
  `patrol?id=${patrolId}`,
  'record',
  'deployment',
  'notices',
  'leave',
  'swap',
  'confirm',
  'gap',
  'gap?id=GAP',
]
const schoolScreens = [
  'sights',
  'gate-code',
  'gate-code/GATE',
  'approvals',
  'outbox',
  'more',
  'settings',
  'sessions',
]
type Visit = readonly [Role | 'nobody', 'stationA1' | 'schoolA1', readonly string[]]
const visits: readonly Visit[] = [
  ['stationOfficer', 'stationA1', leaderScreens],
  ['schoolCadre', 'schoolA1', schoolScreens],
  ['volunteer', 'schoolA1', ['slots']],
  ['nobody', 'schoolA1', ['sign-in', 'join#TOKEN', 'join#used']],
]

/** What is only known once the county is there. */
const named = (screen: string): string =>
  screen
    .replace('GATE', site.world.ids.schools.schoolA1.gateId)
    .replace('TOKEN', inviteToken)
    .replace('GAP', gapId)

it('every registered screen is among those that are checked', () => {
  const visited = visits.flatMap(([, , screens]) => screens.map((screen) => `/${screen}`))
  const registered = [...ownScreens.screens, ...moduleScreens].map(({ path }) => path)
  expect(unvisited(registered, visited)).toEqual([])
  const without = visited.filter((screen) => !screen.startsWith('/gate-code/'))
  expect(unvisited(registered, without)).toEqual(['/gate-code/:gateId'])
})

const slowly = async (route: Route) => {
  await setTimeout(300)
  await route.continue()
}

/** As the product does it: a style sheet follows the mark of the document, nothing else does. */
const mark = (page: Page, theme: string) =>
  page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name
  }, theme)

it.each(visits)(
  '%s: no serious finding, no small target, nothing that moves by itself, in any theme',
  async (role, where, screens) => {
    const { world } = site
    const who = role === 'nobody' ? world.anonymous : world.as(role, { at: where })
    const page = await site.open(browser, who)
    await page.evaluate(() => localStorage.setItem('anyuan.theme', '"contrast"'))
    // What comes late is what pushes; on the ground lines are slow.
    await page.route('**/api/**', slowly)
    for (const screen of screens) {
      // Only another place after the # would not open the screen anew.
      await page.goto('about:blank')
      await page.goto(site.address + named(screen))
      await page.locator('.ph-body > *').first().waitFor()
      await page.waitForFunction(() => document.querySelector('.ph-opening') === null)
      expect(await page.locator('html').getAttribute('data-theme')).toBe('contrast')
      expect([screen, ...(await seriousFindings(page))]).toEqual([screen])
      expect([screen, ...(await smallTargets(page))]).toEqual([screen])
      expect([screen, ...(await layoutMoves(page))]).toEqual([screen])
      for (const theme of ['dark', 'light']) {
        await mark(page, theme)
        const found = [...(await smallTargets(page)), ...(await seriousFindings(page, 'colours'))]
        expect([screen, theme, ...found]).toEqual([screen, theme])
      }
    }
    await page.context().close()
  },
  120_000,
)

it('the checks see what they should: a small button without a name', async () => {
  const page = await site.open(browser, site.world.as('guard', { at: 'schoolA1' }))
  await page.getByText('在范围内').waitFor()
  await page.evaluate(() => {
    const button = document.createElement('button')
    button.style.cssText = 'height: 20px; width: 20px; padding: 0'
    document.querySelector('.ph-body')?.append(button)
  })
  expect((await seriousFindings(page)).join()).toContain('button-name')
  expect(await smallTargets(page)).toHaveLength(1)
  await page.context().close()
})

it('in English, large type and 320 px nothing runs out of the screen', async () => {
  const page = await site.open(browser, site.world.as('stationOfficer', { at: 'stationA1' }), {
    context: { viewport: { width: 320, height: 568 } },
  })
  await page.evaluate(() => {
    localStorage.setItem('anyuan.language', '"en"')
    localStorage.setItem('anyuan.large', 'true')
  })
  for (const screen of [...leaderScreens, 'outbox', 'more', 'settings']) {
    await page.goto(site.address + named(screen))
    await page.locator('.ph-body > *').first().waitFor()
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > 320)
    expect([screen, tooWide]).toEqual([screen, false])
    const chinese = await page.evaluate(
      () => document.querySelector('.ph-head h1')?.textContent?.match(/\p{Script=Han}/u) !== null,
    )
    expect([screen, chinese]).toEqual([screen, false])
  }
  await page.context().close()
}, 60_000)
