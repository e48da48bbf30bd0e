/**
 * Check-ins through the full pipeline against PostgreSQL alone storing the same row, in the same
 * run on the same database; then a city's morning. `--small` is a quick look, no measurement.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compare } from '../faults/check/acknowledged.ts'
import { buildCity } from '../test/load/city.ts'
import {
  clockFrom,
  inProduct,
  newInstallation,
  offsetTo,
  vacuum,
} from '../test/load/installation.ts'
import { LoadClient } from '../test/load/load-client.ts'
import type { LoadOrder } from '../test/load/load-order.ts'
import { median, rounded } from '../test/load/percentile.ts'
import { cpuMsOf, loadAverage } from '../test/load/processes.ts'
import { buildServer } from '../test/load/program-build.ts'
import { freePort, postgresPids, startServer } from '../test/load/server-process.ts'
import { sameRowBaseline } from './baseline/same-row.ts'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } })
const scale = values.small
  ? { counties: 1, stations: 2, schools: 40, rounds: 1, roundS: 3, arrivals: 1_100, burstS: 3 }
  : { counties: 5, stations: 5, schools: 40, rounds: 3, roundS: 10, arrivals: 22_000, burstS: 60 }
const ratioMin = 0.25
const cpuMsMax = 1
const say = (line: string) => console.error(line)

const installation = await newInstallation('bench')
const build = await buildServer()
const client = new LoadClient()
try {
  const figures = await measure()
  console.log(JSON.stringify({ bench: 'check-in', ...figures, load: loadAverage() }))
  // A quick look measures nothing.
  const good = values.small || (figures.ratio >= ratioMin && figures.cpu_ms_per_record <= cpuMsMax)
  const { lost, duplicated, unaudited, refused } = figures
  const exact = lost === 0 && duplicated === 0 && unaudited === 0 && refused === 0
  if (!good || !exact) process.exitCode = 1
} finally {
  client.end()
  await installation.remove()
  await build.remove()
}

async function measure() {
  const clockOffsetMs = offsetTo(new Date('2026-11-23T07:36:00+08:00'))
  const city = await inProduct(installation, clockFrom(clockOffsetMs), (product) =>
    buildCity(product, scale, say),
  )
  const cityFile = join(installation.dataFolder, 'city.json')
  await writeFile(cityFile, JSON.stringify(city))
  const baseline = await sameRowBaseline(installation.databaseUrl, installation.dataFolder)
  say(`baseline: ${baseline.name}`)
  const folder = join(installation.dataFolder, 'client-logs')
  await mkdir(folder)
  const start = { dataFolder: installation.dataFolder, port: await freePort(), clockOffsetMs }
  const server = await startServer({ ...start, program: build.program })
  const [postmaster = 0] = await postgresPids(installation.dataFolder)
  const order: LoadOrder = {
    kind: 'closed',
    port: server.port,
    cityFile,
    clockOffsetMs,
    seconds: scale.roundS,
    connections: 128,
    phones: Math.min(4_000, city.phones.length),
    arrivals: 0,
    folder,
  }
  // Code and sessions warm, as in the middle of a morning; the burst below finds them cold.
  await client.run({ ...order, seconds: scale.roundS / 2 })
  // As autovacuum would within a minute: plans made for empty tables are not a running server's.
  await vacuum(installation.databaseUrl)
  let refused = 0
  const rounds: {
    rows: number
    records: number
    serverMs: number
    databaseMs: number
    rowMs: number
  }[] = []
  for (let round = 0; round < scale.rounds; round += 1) {
    const idle = cpuMsOf(postmaster)
    const rows = await baseline.run(scale.roundS)
    const rowMs = (cpuMsOf(postmaster) - idle) / (rows * scale.roundS)
    const before = { server: cpuMsOf(server.pid), database: cpuMsOf(postmaster) }
    const done = await client.run(order)
    const serverMs = (cpuMsOf(server.pid) - before.server) / done.acknowledged
    const databaseMs = (cpuMsOf(postmaster) - before.database) / done.acknowledged
    refused += refusedIn(done.refused)
    rounds.push({ rows, records: done.acknowledged / done.seconds, serverMs, databaseMs, rowMs })
    say(JSON.stringify({ rows, ...done, serverMs, databaseMs, rowMs, load: loadAverage() }))
  }
  const burst = await client.run({
    ...order,
    kind: 'open',
    seconds: scale.burstS,
    arrivals: scale.arrivals,
    connections: 2_000,
    phones: city.phones.length,
  })
  refused += refusedIn(burst.refused)
  say(JSON.stringify({ burst, load: loadAverage() }))
  const verdict = await compare(installation.databaseUrl, folder)
  await server.stop()
  return {
    ratio: rounded(median(rounds.map(({ rows, records }) => records / rows)), 3),
    cpu_ms_per_record: rounded(
      median(rounds.map(({ serverMs, databaseMs }) => serverMs + databaseMs)),
      3,
    ),
    server_cpu_ms: rounded(median(rounds.map(({ serverMs }) => serverMs)), 3),
    database_cpu_ms: rounded(median(rounds.map(({ databaseMs }) => databaseMs)), 3),
    baseline_database_cpu_ms: rounded(median(rounds.map(({ rowMs }) => rowMs)), 3),
    p99_ms: burst.p99Ms,
    p50_ms: burst.p50Ms,
    arrivals: scale.arrivals,
    arrivals_s: scale.burstS,
    records_per_s: Math.round(median(rounds.map(({ records }) => records))),
    rows_per_s: Math.round(median(rounds.map(({ rows }) => rows))),
    baseline: baseline.name,
    ...verdict,
    refused,
    small: values.small,
  }
}

function refusedIn(refused: Readonly<Record<string, number>>): number {
  return Object.values(refused).reduce((sum, count) => sum + count, 0)
}
