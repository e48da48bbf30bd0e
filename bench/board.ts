/**
 * The board of a whole city: first paint in a real browser, from a check-in to the changed board in
 * another browser, and indicators over ten million duty rows. `--small` is a quick look.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import {
  createAccount,
  createPeople,
  grantRole,
  openDeviceSession,
} from '../src/modules/identity/index.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { launchBrowser, newDesktopPage, newPhonePage } from '../test/browser.ts'
import { checkInOf } from '../test/load/check-in-body.ts'
import { buildCity, type City } from '../test/load/city.ts'
import {
  clockFrom,
  inProduct,
  newInstallation,
  offsetTo,
  vacuum,
} from '../test/load/installation.ts'
import { median, percentile } from '../test/load/percentile.ts'
import { loadAverage } from '../test/load/processes.ts'
import { buildServer } from '../test/load/program-build.ts'
import { databaseUrlOf, freePort, startServer } from '../test/load/server-process.ts'
import { build } from '../tools/tasks/build.ts'
import { makeDutyRows } from './history/duty-rows.ts'

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, rows: { type: 'string' } },
})
// 2,321 is the number of schools in the largest real register that the product has read.
const scale = values.small
  ? { counties: 3, schools: 20, teams: 2, paints: 2, changes: 20, rows: 50_000, asked: 40 }
  : { counties: 11, schools: 211, teams: 3, paints: 5, changes: 200, rows: 10_000_000, asked: 200 }
const rowsWanted = values.rows ? Number(values.rows) : scale.rows
const cookieName = 'anyuan_session'
const today = '2026-11-23'
const say = (line: string) => console.error(line)

await build(['web', 'phone'])
const installation = await newInstallation('board')
const bundle = await buildServer()
const browser = await launchBrowser()
try {
  console.log(JSON.stringify({ bench: 'board', ...(await measure()), small: values.small }))
} finally {
  await browser.close()
  await installation.remove()
  await bundle.remove()
}

async function measure() {
  const { dataFolder } = installation
  const clockOffsetMs = offsetTo(new Date(`${today}T07:36:00+08:00`))
  const { city, token } = await inProduct(installation, clockFrom(clockOffsetMs), async (made) => {
    const size = { counties: scale.counties, stations: 1, schools: scale.schools }
    const built = await buildCity(made, { ...size, teams: scale.teams }, say)
    const opened = await made.ground.database.inWork(systemBinding, async (work) => {
      const [personId, accountId] = [newId(work.now), newId(work.now)]
      const agencyId = built.cityAgencyId
      await createPeople(work, [{ id: personId, agencyId, name: '某某', dutyRole: 'none' }])
      const account = { id: accountId, personId, loginName: 'bench-city', passwordHash: null }
      await createAccount(work, { ...account, joined: true })
      await grantRole(work, { accountId, role: 'cityBureau', areaId: built.cityId })
      return openDeviceSession(work, accountId, 'bench')
    })
    return { city: built, token: opened.token }
  })
  await vacuum(installation.databaseUrl)
  const start = { program: bundle.program, dataFolder, port: await freePort(), clockOffsetMs }
  const server = await startServer(start)
  const address = `http://127.0.0.1:${start.port}`
  const paints: number[] = []
  for (let paint = 0; paint < scale.paints; paint += 1) {
    const page = await boardPage(browser, address, token)
    paints.push(await firstPaint(page, address, city.schools.length))
    await page.context().close()
  }
  say(`first paints: ${paints.map(Math.round).join(', ')} ms, load ${loadAverage()}`)
  const changes = await changeTimes(city, address, token, clockOffsetMs)
  say(`changes: p50 ${percentile(changes, 0.5)}, p99 ${percentile(changes, 0.99)} ms`)
  const loadOfScreens = loadAverage()
  await server.stop()
  const indicators = await indicatorTimes(start, token)
  return {
    first_paint_ms: Math.round(median(paints)),
    change_p99_ms: percentile(changes, 0.99),
    indicator_p95_ms: percentile(indicators.times, 0.95),
    schools: city.schools.length,
    paints: paints.length,
    changes: changes.length,
    change_p50_ms: percentile(changes, 0.5),
    indicator_p50_ms: percentile(indicators.times, 0.5),
    indicators_asked: indicators.times.length,
    duty_rows: indicators.history.rows,
    duty_days: indicators.history.days,
    rows_made_s: indicators.history.seconds,
    rollups_s: indicators.rollupsS,
    load_screens: loadOfScreens,
    load_indicators: loadAverage(),
  }
}

async function boardPage(of: Browser, address: string, token: string): Promise<Page> {
  const page = await newDesktopPage(of)
  await page.context().addCookies([{ name: cookieName, value: token, url: address }])
  return page
}

/** From the navigation until the frame in which every school stands in the count, cold cache. */
async function firstPaint(page: Page, address: string, schools: number): Promise<number> {
  await page.goto(`${address}/today`, { waitUntil: 'commit' })
  const painted = page.waitForFunction(
    (wanted) => {
      const shown = document.querySelector('.bd-chips b')?.textContent
      const rows = document.querySelectorAll('.bd-row').length
      return shown === wanted && rows > 1 ? performance.now() : false
    },
    String(schools),
    { polling: 'raf', timeout: 60_000 },
  )
  const handle = await painted.catch(async (error: Error) => {
    const said = (await page.locator('body').textContent())?.slice(0, 400)
    throw new Error(`No board of ${schools} schools at ${page.url()}:\n${said}`, { cause: error })
  })
  return Number(await handle.jsonValue())
}

/** From the tap on one phone to the changed head count on the board of another browser. */
async function changeTimes(city: City, address: string, token: string, clockOffsetMs: number) {
  const board = await boardPage(browser, address, token)
  await firstPaint(board, address, city.schools.length)
  const phone = await newPhonePage(browser)
  await phone.goto(`${address}/healthz`)
  const schools = new Map(city.schools.map((school) => [school.id, school]))
  const times: number[] = []
  for (const one of city.phones
    .filter(({ role }) => role !== 'volunteer')
    .slice(0, scale.changes)) {
    const school = schools.get(one.schoolId)
    if (!school) continue
    const now = new Date(Date.now() + clockOffsetMs)
    const { token: bearer, record } = checkInOf(one, school, now)
    const before = await board.locator('.bd-heads-have').textContent()
    const changed = board.waitForFunction(
      (was) => {
        const shown = document.querySelector('.bd-heads-have')?.textContent
        return shown !== was ? performance.timeOrigin + performance.now() : false
      },
      before,
      { polling: 'raf', timeout: 30_000 },
    )
    const sentAt = await phone.evaluate(
      async ([path, authorization, body]) => {
        const at = performance.timeOrigin + performance.now()
        const headers = { authorization, 'content-type': 'application/json' }
        const reply = await fetch(path, { method: 'POST', headers, body })
        if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
        return at
      },
      [
        '/api/duty/check-ins',
        `Bearer ${bearer}`,
        JSON.stringify({ deviceNow: now.toISOString(), record }),
      ] as const,
    )
    times.push(Number(await (await changed).jsonValue()) - sentAt)
  }
  await phone.context().close()
  await board.context().close()
  return times
}

type Start = Parameters<typeof startServer>[0]

/** Ten million rows, summed by the product's own sweeps, then asked for over HTTP. */
async function indicatorTimes(start: Start, token: string) {
  const { dataFolder } = installation
  // The server took its database down with it; a start brings it back, a stop leaves it no work.
  const server = await startServer(start)
  const databaseUrl = await databaseUrlOf(dataFolder)
  const history = await makeDutyRows(databaseUrl, { rows: rowsWanted, before: today })
  say(JSON.stringify(history))
  const summing = performance.now()
  await inProduct({ dataFolder, databaseUrl }, clockFrom(start.clockOffsetMs), async (made) => {
    await made.sweeps.get('statistics.refresh')?.()
    // The server's own sweep takes its share; both go on until no day is left.
    while ((await daysSummed(databaseUrl)) < history.days) {
      const due = (await made.sweeps.get('statistics.rollup')?.()) ?? 0
      if (due === 0) await delay(500)
    }
  })
  const rollupsS = Math.round((performance.now() - summing) / 1000)
  await vacuum(databaseUrl)
  const times = await askIndicators(`http://127.0.0.1:${start.port}`, token, history.days)
  await server.stop()
  return { history, rollupsS, times }
}

async function daysSummed(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ days: number }>(
    `select count(*)::integer as days from (select day from statistics.rolled_day
       where day < $1 group by day having count(*) = (select count(distinct county_id)
         from duty.post)) d`,
    [today],
  )
  await client.end()
  return rows[0]?.days ?? 0
}

async function askIndicators(address: string, token: string, days: number): Promise<number[]> {
  const headers = { cookie: `${cookieName}=${token}` }
  const declared = await (await fetch(`${address}/api/statistics/indicators`, { headers })).json()
  const names = (declared as { id: string; group: string }[])
    .filter(({ group }) => group === 'presence')
    .map(({ id }) => id)
  const firstDays = [7, 30, days].map((ago) => dayBefore(today, ago))
  const ways = ['', '&by=day', '&by=county']
  const times: number[] = []
  for (let asked = 0; asked < scale.asked; asked += 1) {
    const name = names[asked % names.length] ?? ''
    const firstDay = firstDays[asked % firstDays.length]
    const by = ways[Math.floor(asked / 3) % ways.length]
    const query = `indicators=${name}&firstDay=${firstDay}&lastDay=${dayBefore(today, 1)}${by}`
    const started = performance.now()
    const reply = await fetch(`${address}/api/statistics/values?${query}`, { headers })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${query}: ${reply.status} ${text}`)
    times.push(performance.now() - started)
  }
  return times
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
