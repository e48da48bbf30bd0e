/**
 * Server and database are killed while phones check in; what was told "stored" must be there once.
 * The same is done to a build that answers before the commit and stores repeats, and both must be
 * found out.
 * `--small` is a quick look with few kills.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Plugin } from 'esbuild'
import { buildCity } from '../test/load/city.ts'
import { clockFrom, inProduct, newInstallation, offsetTo } from '../test/load/installation.ts'
import { median } from '../test/load/percentile.ts'
import { isRunning, loadAverage } from '../test/load/processes.ts'
import { buildServer } from '../test/load/program-build.ts'
import {
  databaseUrlOf,
  freePort,
  postgresPids,
  type ServerProcess,
  startServer,
} from '../test/load/server-process.ts'
import { answeringBeforeTheCommit, type FaultOrder, withFaultPoints } from './build/fault-points.ts'
import { storingRepeats } from './build/not-idempotent.ts'
import { compare } from './check/acknowledged.ts'
import { PhoneProcess } from './phones/phone-process.ts'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } })
const scale = values.small
  ? { kills: 5, controlKills: 5, betweenKills: 60 }
  : { kills: 30, controlKills: 10, betweenKills: 340 }
/** A server comes to a commit within this. */
const patienceMs = 20_000
/** Between the first and the second of the two, at most. */
const apartMsMax = 200
const say = (line: string) => console.error(line)

/**
 * Each kills server and database. `afterCommit` and `beforeCommit` are the two sides of the instant
 * between write and answer; the others strike wherever the work happens to be, one of the two a
 * moment before the other.
 */
const blows = ['afterCommit', 'databaseFirst', 'beforeCommit', 'serverFirst', 'atOnce'] as const
type Blow = (typeof blows)[number]

const product = await trial([withFaultPoints()], scale.kills)
const control = await trial([answeringBeforeTheCommit(), storingRepeats()], scale.controlKills)
const controlRed = control.lost > 0 && control.duplicated > 0
const { acknowledged, kills, lost, duplicated } = control
console.log(
  JSON.stringify({
    faults: 'kill',
    ...product,
    control_red: controlRed,
    control: { acknowledged, kills, lost, duplicated },
    small: values.small,
    load: loadAverage(),
  }),
)
const good = product.lost === 0 && product.duplicated === 0 && product.unaudited === 0
if (!good || !controlRed || (product.acknowledged < 10_000 && !values.small)) process.exitCode = 1

async function trial(plugins: readonly Plugin[], kills: number) {
  const installation = await newInstallation('kill')
  const build = await buildServer(plugins)
  const { dataFolder } = installation
  try {
    const clockOffsetMs = offsetTo(new Date('2026-11-23T07:36:00+08:00'))
    const size = { counties: 2, stations: 2, schools: 25 }
    const city = await inProduct(installation, clockFrom(clockOffsetMs), (made) =>
      buildCity(made, size),
    )
    const cityFile = join(dataFolder, 'city.json')
    await writeFile(cityFile, JSON.stringify(city))
    const folder = join(dataFolder, 'client-logs')
    await mkdir(folder)
    const port = await freePort()
    const start = { program: build.program, dataFolder, port, clockOffsetMs }
    let server = await startServer(start)
    const phones = new PhoneProcess({ port, cityFile, clockOffsetMs, connections: 48, folder })
    const outagesMs: number[] = []
    for (let kill = 0; kill < kills; kill += 1) {
      const before = await phones.acknowledged()
      while ((await phones.acknowledged()) < before + scale.betweenKills) await delay(100)
      await delay(Math.random() * 300)
      const blow = blows[kill % blows.length] ?? 'atOnce'
      await strike(blow, server, dataFolder)
      const struckMs = performance.now()
      server = await startServer(start)
      outagesMs.push(performance.now() - struckMs)
      say(`${blow}: ${kill + 1} of ${kills}, ${await phones.acknowledged()} acknowledged`)
    }
    await phones.stop()
    const verdict = await compare(await databaseUrlOf(dataFolder), folder)
    await server.stop()
    say(JSON.stringify(verdict))
    return { ...verdict, kills, restart_ms: Math.round(median(outagesMs)) }
  } finally {
    for (const pid of await postgresPids(dataFolder)) killed(pid)
    await installation.remove()
    await build.remove()
  }
}

/** Kills, and waits until both are dead; a supervisor would start them again now. */
async function strike(blow: Blow, server: ServerProcess, dataFolder: string): Promise<void> {
  const database = await postgresPids(dataFolder)
  const apart = () => delay(Math.random() * apartMsMax)
  if (blow === 'afterCommit' || blow === 'beforeCommit') {
    server.send({ place: blow, database } satisfies FaultOrder)
    await Promise.race([server.gone, delay(patienceMs, undefined, { ref: false })])
    if (!server.isGone()) throw new Error(`The server did not come to "${blow}".`)
  }
  if (blow === 'databaseFirst') {
    for (const pid of database) killed(pid)
    await apart()
  }
  if (!server.isGone()) killed(server.pid)
  await server.gone
  if (blow === 'serverFirst') await apart()
  // Those that the database has started in the meantime too.
  for (const pid of [...(await postgresPids(dataFolder)), ...database]) killed(pid)
  await allGone(database)
}

async function allGone(pids: readonly number[]): Promise<void> {
  for (let poll = 0; poll < 200 && pids.some(isRunning); poll += 1) await delay(20)
  const left = pids.filter(isRunning)
  if (left.length > 0) throw new Error(`Still there after SIGKILL: ${left.join(' ')}`)
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
