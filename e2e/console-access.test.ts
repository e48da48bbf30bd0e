import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pages } from '../src/app/web/modules.ts'
import type { Role } from '../src/modules/identity/contract/role.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { launchBrowser } from '../test/browser.ts'
import { gatePost, shiftOf } from '../test/duty.ts'
import { upload } from '../test/uploads.ts'
import { type ConsoleSite, openConsoleSite } from './console-site.ts'
import { layoutMoves, overflows, seriousFindings, unvisited } from './page-checks.ts'

let browser: Browser
let site: ConsoleSite
let shiftId: string
let termId: string
let roomId: string
let reportId: string
let runId: string

beforeAll(async () => {
  browser = await launchBrowser()
  site = await openConsoleSite('07:50')
  const post = await gatePost(site.world, 'schoolA1')
  shiftId = await shiftOf(site.world, post, 'arrival')
  await site.world.product.sweeps.get('duty.watch')?.()
  await enterRegister()
  await handIn()
}, 120_000)

/** A term with one proposal, and a police room with one entry in its log. */
async function enterRegister(): Promise<void> {
  const { world } = site
  const commander = world.as('countyCommander')
  const id = () => newId(world.clock.now())
  const { id: schoolId, lon, lat } = world.ids.schools.schoolA1
  const officer = world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  termId = id()
  roomId = id()
  const lasting = { startsOn: '2026-09-01', endsOn: '2027-01-20' }
  const pair = { id: id(), kind: 'paired', termId, personId: officer?.id, ...lasting }
  const position = { lon, lat, system: 'wgs84', source: 'survey', accuracyM: null }
  const room = { id: roomId, kind: 'campus', schoolId, position, activeFrom: '2026-01-01' }
  const entry = { id: id(), at: '2026-11-23T07:00:00+08:00', kind: 'opened' }
  reportId = id()
  const draft = { id: reportId, kind: 'dailyBrief', day: '2026-11-22' }
  expect((await commander.post('/api/statistics/reports', draft)).status).toBe(200)
  for (const [path, body] of [
    ['terms', { id: termId, name: 'Autumn', ...lasting }],
    [`${schoolId}/officers`, pair],
    ['police-rooms', { ...room, name: world.ids.schools.schoolA1.name }],
    [`police-rooms/${roomId}/entries`, entry],
  ] as const) {
    const { status } = await commander.post(`/api/schools/${path}`, body)
    expect([path, status]).toEqual([path, 200])
  }
}

/** A table with a new school, a line that cannot be read, and its dry run. */
async function handIn(): Promise<void> {
  const { world } = site
  const commander = world.as('countyCommander')
  runId = newId(world.clock.now())
  const bytes = Buffer.from('校名,类别,学生数\n新校,小学,120\n新园,幼儿园,约很多\n')
  const path = `/api/schools/imports?id=${runId}&subject=schools`
  const sent = await upload(world, commander, path, { name: 'a.csv', bytes })
  const done = await commander.get(`/api/schools/imports/${runId}?waitMs=20000`)
  expect([sent.status, done.body.state]).toEqual([200, 'checked'])
}

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

type Visit = readonly [Role, readonly string[]]

/** Every page of the console, each as somebody who may open it. */
function visits(): Visit[] {
  const { id: school, gateId } = site.world.ids.schools.schoolA1
  return [
    [
      'countyCommander',
      [
        '/today',
        `/today?shift=${shiftId}&people=${shiftId}`,
        '/wall',
        '/week?day=2026-11-23',
        `/week?day=2026-11-23&shift=${shiftId}`,
        '/forecast',
        '/approvals',
        '/approvals?tab=leaves',
        '/approvals?tab=swaps',
        '/events',
        '/events?tab=incidents',
        '/events?tab=patrols',
        '/events?tab=deployments',
        '/roll-calls',
        '/posts',
        '/schools',
        '/schools?view=map',
        `/schools/${school}`,
        `/schools/${school}?tab=timetable`,
        `/schools/${school}?tab=people`,
        `/schools/${school}?tab=upkeep`,
        `/schools/${school}?tab=contacts`,
        `/schools/${school}?tab=history`,
        `/schools/${school}/edit`,
        `/schools/${school}/bells`,
        `/schools/${school}/notice`,
        '/new-school',
        '/certificates',
        '/certificates?within=180',
        '/calendar',
        '/calendar?month=2026-10',
        '/police-rooms',
        `/police-rooms?view=map&room=${roomId}`,
        '/pairings',
        `/pairings/${termId}/sheet`,
        '/imports',
        `/imports/${runId}`,
        '/people',
        '/invitations',
        '/secondments',
        '/figures',
        '/figures?figure=duty_shifts',
        '/reports',
        `/reports/${reportId}`,
        '/duty-settings',
        '/account',
        '/about',
        '/no-such-page',
      ],
    ],
    ['cityBureau', ['/secondments']],
    ['schoolCadre', [`/gates/${gateId}/code`]],
    [
      'systemAdministrator',
      ['/accounts', '/territory', `/territory?area=${site.world.ids.areas.stationA1.id}`],
    ],
    ['auditAdministrator', ['/audit', '/today']],
  ]
}

/** Waits until nothing is being read any more and nothing grey stands for content. */
async function settled(page: Page, path: string): Promise<void> {
  const heading = page.locator('h1').first()
  await heading.waitFor({ state: 'attached' }).catch((cause) => {
    throw new Error(`${path} shows no heading`, { cause })
  })
  await page.waitForFunction(() => document.querySelector('.ay-skeleton') === null)
}

/** Words of ours that stayed Chinese; names are data, and official papers are always Chinese. */
const chineseControls = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'th[scope="col"], label, .ant-tabs-tab, .ay-menu-label, .ant-btn:not(.ant-btn-link)',
      ),
    ]
      .filter((element) => element.closest('[lang="zh-CN"]:not(html)') === null)
      .map((element) => element.textContent ?? '')
      .filter((text) => /\p{Script=Han}/u.test(text)),
  )

/** Colours are held to their ratios by a test of the tokens; here the densest pages suffice. */
const densest = /^\/(?:today|wall|week|figures)/

describe.each([
  ['zh-CN', 'light', /./, 'all'],
  ['en', 'light', /./, 'structure'],
  ['zh-CN', 'dark', densest, 'colours'],
  ['zh-CN', 'contrast', densest, 'colours'],
] as const)('the console in %s, %s', (language, theme, chosen, part) => {
  it('has no serious finding, nothing too wide, nothing that moves by itself and no complaint of the browser on any page', async () => {
    const found: string[][] = []
    for (const [role, all] of visits()) {
      const [first, ...others] = all.filter((path) => chosen.test(path))
      if (first === undefined) continue
      const as = site.world.as(role)
      const { page, complaints } = await site.open(browser, as, first, { language, theme })
      for (const path of [first, ...others]) {
        if (path !== first) await page.goto(`${site.origin}${path}`)
        await settled(page, path)
        found.push([path, ...(await seriousFindings(page, part))])
        found.push([path, ...(await overflows(page))])
        found.push([path, ...(await layoutMoves(page))])
        if (language === 'en') {
          const { name } = site.world.ids.schools.schoolA1
          const left = (await chineseControls(page)).filter((text) => !text.includes(name))
          found.push([path, ...left])
        }
      }
      found.push([role, ...complaints])
      await page.context().close()
    }
    expect(found.filter((findings) => findings.length > 1)).toEqual([])
  }, 300_000)
})

it('the checks see what they should: a control without a name', async () => {
  const { page } = await site.open(browser, site.world.as('countyCommander'), '/people')
  await settled(page, '/people')
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('button')),
  )
  expect((await seriousFindings(page)).join()).toContain('button-name')
  await page.context().close()
})

it('the checks see what they should: a page that is too wide', async () => {
  const { page } = await site.open(browser, site.world.as('countyCommander'), '/wall')
  await settled(page, '/wall')
  expect(await overflows(page)).toEqual([])
  await page.evaluate(() => {
    const wide = document.createElement('div')
    wide.style.cssText = 'width: 1455px; height: 5px'
    document.querySelector('main')?.append(wide)
  })
  expect((await overflows(page)).join()).toContain('px wide in 1440')
  await page.context().close()
})

it('the checks see what they should: a page that pushes its content down', async () => {
  const { page } = await site.open(browser, site.world.as('countyCommander'), '/people')
  await settled(page, '/people')
  await page.evaluate(() => {
    const late = document.createElement('div')
    late.style.height = '200px'
    document.querySelector('main')?.prepend(late)
  })
  await expect.poll(() => layoutMoves(page)).toHaveLength(1)
  await page.context().close()
})

async function openPaths(): Promise<string[]> {
  const schoolId = site.world.ids.schools.schoolA1.id
  const path = `/api/schools/${schoolId}/gate-notice`
  const { proof } = (await site.world.as('schoolCadre').get(path)).body
  return ['/sign-in', '/activate#token', `/notice/${schoolId}/${proof}`]
}

it('every registered page is among those that are checked', async () => {
  const visited = [...(await openPaths()), ...visits().flatMap(([, paths]) => paths)]
  const registered = pages.map(({ address }) => String(address.path))
  expect(unvisited(registered, visited)).toEqual([])
  const without = visited.filter((path) => !path.startsWith('/imports/'))
  expect(unvisited(registered, without)).toEqual(['/imports/$runId'])
})

it('what opens without a session has no serious finding', async () => {
  for (const path of await openPaths()) {
    const { page } = await site.open(browser, site.world.anonymous, path)
    await page.locator('h1').waitFor()
    expect([path, ...(await seriousFindings(page))]).toEqual([path])
    await page.context().close()
  }
})
