import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readConfig } from '../../platform/config/config.ts'
import { databaseIdentity } from '../../platform/database/migrate.ts'
import { commandClock } from './command-clock.ts'
import { type DemoState, readDemoState, writeDemoState } from './demo-accounts.ts'

const databaseUrl = inject('databaseServerUrl')
const playedUntil = '2026-11-20T08:00:00.000Z'
const minuteMs = 60_000
let dataFolder: string
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'anyuan-clock-'))
})
afterAll(() => rm(dataFolder, { recursive: true, force: true }))

const clockBeside = (heldBy: string | null) =>
  commandClock(
    readConfig({ ANYUAN_DATA: dataFolder, DATABASE_URL: databaseUrl }),
    databaseUrl,
    heldBy,
  )

async function keep(change: Partial<DemoState>): Promise<void> {
  const database = await databaseIdentity(databaseUrl)
  const begun = { builtAt: playedUntil, playedUntil, phonesOpenedAt: playedUntil, playing: null }
  const nobody = { accounts: [], phones: [] }
  await writeDemoState(dataFolder, { seed: 1, database, ...begun, ...nobody, ...change })
}

const minutesAfter = (instant: string, now: Date) =>
  Math.floor((now.getTime() - new Date(instant).getTime()) / minuteMs)

it('is the time of the world where no demonstration is', async () => {
  const { clock } = await clockBeside(null)
  expect(minutesAfter(new Date().toISOString(), clock.now())).toBe(0)
})

it('goes on where the demonstration ended, and keeps how far it came', async () => {
  await keep({})
  const { clock, leave } = await clockBeside(null)
  expect(minutesAfter(playedUntil, clock.now())).toBe(0)
  await leave()
  const left = new Date((await readDemoState(dataFolder))?.playedUntil ?? 0)
  expect(left.getTime()).toBeGreaterThanOrEqual(new Date(playedUntil).getTime())
  expect(minutesAfter(playedUntil, left)).toBe(0)
})

it('takes nothing back from another command that came further', async () => {
  await keep({})
  const { leave } = await clockBeside(null)
  const later = '2026-11-20T09:00:00.000Z'
  await keep({ playedUntil: later })
  await leave()
  expect((await readDemoState(dataFolder))?.playedUntil).toBe(later)
})

it('is the clock of the server that plays it, at its pace', async () => {
  const since = new Date(Date.now() - 3 * minuteMs).toISOString()
  await keep({
    playing: { pid: 4711, clock: { since, beginsAt: '2026-11-23T00:00:00.000Z', pace: 20 } },
  })
  const { clock } = await clockBeside('http://127.0.0.1:8080 pid 4711')
  expect(minutesAfter('2026-11-23T00:00:00.000Z', clock.now())).toBeGreaterThanOrEqual(60)
  // Another server has no demonstration, or one that this file knows nothing of.
  const { clock: other } = await clockBeside('http://127.0.0.1:8080 pid 11')
  expect(minutesAfter(new Date().toISOString(), other.now())).toBe(0)
})

it('is none while the server still plays what was missed', async () => {
  await keep({ playing: { pid: 4711, clock: null } })
  await expect(clockBeside('http://127.0.0.1:8080 pid 4711')).rejects.toThrow('catching up')
  const { clock } = await clockBeside(null)
  expect(minutesAfter(playedUntil, clock.now())).toBe(0)
})

it('leaves the demonstration of another database alone', async () => {
  await keep({ database: 'another' })
  const { clock, leave } = await clockBeside(null)
  expect(minutesAfter(new Date().toISOString(), clock.now())).toBe(0)
  await leave()
  expect((await readDemoState(dataFolder))?.playedUntil).toBe(playedUntil)
})
