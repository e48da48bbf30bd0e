import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { mountPages } from '../src/app/pages.ts'
import type { Role } from '../src/modules/identity/contract/role.ts'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { packageRoot } from '../src/platform/database/package-root.ts'
import { newPhonePage } from '../test/browser.ts'
import { type Client, type County, county } from '../test/county.ts'
import { at, type GatePost, gatePost, shiftOf } from '../test/duty.ts'
import { watchLayout } from './page-checks.ts'

export interface PhoneSite {
  readonly world: County
  readonly post: GatePost
  readonly shiftId: string
  /** `http://127.0.0.1:…/m/` */
  readonly address: string
  /** A phone signed in as a role, standing so many metres north of the gate. */
  open(browser: Browser, as: Client, options?: PhoneOptions): Promise<Page>
  close(): Promise<void>
}

export interface PhoneOptions {
  readonly metresOff?: number
  readonly accuracyM?: number
  readonly context?: BrowserContextOptions
  readonly path?: string
}

/** A step that takes longer has failed; the message then names the step. */
export const stepMsMax = 12_000

/** A gate whose guard and police are told to come on Monday, twenty minutes before the bell. */
export async function openPhoneSite(): Promise<PhoneSite> {
  if (!existsSync(join(packageRoot, 'dist', 'phone', 'index.html'))) {
    throw new Error('The phone pages are not built: npm run build.')
  }
  const world = await county({ at: at('07:30') })
  await mountPages(world.product.http)
  const post = await gatePost(world, 'schoolA1')
  const shiftId = await shiftOf(world, post, 'arrival')
  await assignAndPublish(world, shiftId)
  world.clock.set(at('07:42'))
  const origin = await world.listen()
  const place = (metresOff: number, accuracy: number) => ({
    latitude: post.lat + metresOff / 111_195,
    longitude: post.lon,
    accuracy,
  })
  return {
    world,
    post,
    shiftId,
    address: `${origin}/m/`,
    async open(browser, as, { metresOff = 10, accuracyM = 8, context = {}, path = '' } = {}) {
      const page = await newPhonePage(browser, {
        geolocation: place(metresOff, accuracyM),
        ...context,
      })
      if (as.token) {
        await page
          .context()
          .addCookies([{ name: sessionCookie, value: as.token, url: origin, httpOnly: true }])
      }
      page.setDefaultTimeout(stepMsMax)
      await page.addInitScript(watchLayout)
      await page.goto(`${origin}/m/${path}`)
      return page
    },
    close: () => world.close(),
  }
}

async function assignAndPublish(world: County, shiftId: string): Promise<void> {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const told: readonly [Role, string, 'stationA1' | 'schoolA1'][] = [
    ['stationOfficer', 'police', 'stationA1'],
    ['auxiliary', 'auxiliary', 'stationA1'],
    ['schoolCadre', 'cadre', 'schoolA1'],
    ['guard', 'guard', 'schoolA1'],
  ]
  for (const [role, part, where] of told) {
    const { personId } = world.as(role, { at: where })
    const path = `/api/duty/assignments/${newId(world.clock.now())}`
    const reply = await commander.put(path, { shiftId, personId, role: part })
    if (reply.status !== 200) throw new Error(`Not assigned: ${JSON.stringify(reply.body)}`)
  }
  const published = await commander.post('/api/duty/weeks/2026-11-23/publish', { revision: 0 })
  if (published.status !== 200) throw new Error(`Not published: ${JSON.stringify(published.body)}`)
}

/** The newest word of that kind; the one before may still be fading. */
export const toast = (page: Page, text: string | RegExp) =>
  page.locator('.adm-toast-main').filter({ hasText: text }).last()

/** What the server knows of a person at the shift. */
export async function personAt({ world, shiftId }: PhoneSite, personId: string | undefined) {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const { body } = await commander.get(`/api/duty/shifts/${shiftId}/people`)
  return body.people.find((person: { personId: string }) => person.personId === personId)
}
