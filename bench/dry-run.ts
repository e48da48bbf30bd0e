/**
 * How long 10,000 schools in a workbook take to be checked: sent over HTTP, read, compared with the
 * register, then entered and checked once more. Prints one JSON line; CPU time of the product and
 * its database gates the exit code.
 */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { Product } from '../src/app/product.ts'
import {
  createAccount,
  createPeople,
  grantRole,
  openDeviceSession,
} from '../src/modules/identity/index.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { type ColumnSpec, writeRows } from '../src/platform/spreadsheet/index.ts'
import { buildCity } from '../test/load/city.ts'
import { clockFrom, inProduct, newInstallation, offsetTo } from '../test/load/installation.ts'
import { cpuMsOf, loadAverage } from '../test/load/processes.ts'
import { postgresPids } from '../test/load/server-process.ts'
import { upload } from '../test/uploads.ts'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } })
const rowCount = values.small ? 1_000 : 10_000
/** 5 s for 10,000 rows; a small run is given a second for what does not grow with them. */
const cpuMsMax = 1_000 + 0.4 * rowCount

const columns: ColumnSpec[] = [
  { key: 'temporaryCode', labels: ['临时编号'], kind: 'identifier' },
  { key: 'name', labels: ['学校名称'], kind: 'text', required: true },
  { key: 'kind', labels: ['类别'], kind: 'text' },
  { key: 'ownership', labels: ['性质'], kind: 'text' },
  { key: 'town', labels: ['乡镇'], kind: 'text' },
  { key: 'address', labels: ['地址'], kind: 'text' },
  { key: 'lon', labels: ['经度'], kind: 'longitude' },
  { key: 'lat', labels: ['纬度'], kind: 'latitude' },
  { key: 'boarding', labels: ['寄宿'], kind: 'boolean' },
  { key: 'enrolment', labels: ['学生数'], kind: 'integer' },
  { key: 'boarders', labels: ['寄宿生'], kind: 'integer' },
  { key: 'staffCount', labels: ['教职工'], kind: 'integer' },
  { key: 'classes', labels: ['班数'], kind: 'integer' },
  { key: 'nameEn', labels: ['英文名'], kind: 'text' },
]

function* madeRows() {
  for (let index = 0; index < rowCount; index += 1) {
    yield {
      temporaryCode: `T${String(index).padStart(6, '0')}`,
      name: `第${index}小学`,
      kind: '小学',
      ownership: index % 3 ? '公办' : '民办',
      town: `第${index % 12}镇`,
      address: `第${index % 12}镇人民路${index}号`,
      lon: 102 + (index % 100) / 123,
      lat: 24 + Math.floor(index / 100) / 135,
      boarding: index % 4 === 0,
      enrolment: 200 + ((index * 37) % 3000),
      boarders: index % 4 === 0 ? (index * 7) % 200 : 0,
      staffCount: (index * 3) % 200,
      classes: (index % 40) + 1,
      nameEn: `Primary School ${index}`,
    }
  }
}

async function makeFile(): Promise<Uint8Array> {
  const output = new PassThrough()
  const bytes = buffer(output)
  await writeRows(columns, madeRows(), output, { sheetName: '学校', locale: 'zh-CN' })
  return new Uint8Array(await bytes)
}

/** A session of somebody who may import, at the first county. */
async function signIn(product: Product): Promise<string> {
  const size = { counties: 1, stations: 1, schools: 5, teams: 0 }
  const { countyIds, cityAgencyId } = await buildCity(product, size, () => undefined)
  return product.ground.database.inWork(systemBinding, async (work) => {
    const [personId, accountId] = [newId(work.now), newId(work.now)]
    await createPeople(work, [
      { id: personId, agencyId: cityAgencyId, name: '某某', dutyRole: 'none' },
    ])
    const account = { id: accountId, personId, loginName: 'bench', passwordHash: null }
    await createAccount(work, { ...account, joined: true })
    await grantRole(work, { accountId, role: 'countyCommander', areaId: countyIds[0] ?? '' })
    return (await openDeviceSession(work, accountId, 'bench')).token
  })
}

const installation = await newInstallation('dry-run')
try {
  const clock = clockFrom(offsetTo(new Date('2026-11-23T09:00:00+08:00')))
  const figures = await inProduct(installation, clock, async (product) => {
    const token = await signIn(product)
    const bytes = await makeFile()
    const [postmaster = 0] = await postgresPids(installation.dataFolder)
    const cpuMs = () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000 + cpuMsOf(postmaster)
    }
    const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
      const cookies = { anyuan_session: token }
      const reply = await product.http.inject({
        method,
        url,
        cookies,
        ...(payload ? { payload } : {}),
      })
      if (reply.statusCode >= 400) throw new Error(`${url} ${reply.statusCode} ${reply.body}`)
      return reply.json()
    }
    /** Waits until a run has come to a state; a dry run is over when it can be committed. */
    const reached = async (state: 'checked' | 'committed', id: string) => {
      for (;;) {
        const run = await ask('GET', `/api/schools/imports/${id}?waitMs=20000`)
        if (run.state === state && run.checkId !== null) return run
      }
    }
    /** Sends the file and waits until every row has been judged; then says what positions are. */
    const check = async () => {
      const id = newId(clock.now())
      const before = { cpu: cpuMs(), wall: performance.now() }
      const path = `/api/schools/imports?id=${id}&subject=schools`
      const sent = await upload({ product }, { token }, path, { name: 'a.xlsx', bytes })
      if (sent.status >= 400) throw new Error(`${path} ${sent.status} ${JSON.stringify(sent.body)}`)
      const { version, settings } = await reached('checked', id)
      const cpu_ms = Math.round(cpuMs() - before.cpu)
      const wall_ms = Math.round(performance.now() - before.wall)
      const answer = { version, settings: { ...settings, coordinates: 'wgs84' } }
      await ask('PUT', `/api/schools/imports/${id}/settings`, answer)
      return { ...(await reached('checked', id)), cpu_ms, wall_ms }
    }
    const first = await check()
    const commit = { checkId: first.checkId, errors: 'refuse' }
    await ask('POST', `/api/schools/imports/${first.id}/commit`, commit)
    await reached('committed', first.id)
    const second = await check()
    return {
      new: first.counts.new,
      cpu_ms: first.cpu_ms,
      wall_ms: first.wall_ms,
      unchanged: second.counts.unchanged,
      again_cpu_ms: second.cpu_ms,
      again_wall_ms: second.wall_ms,
    }
  })
  console.log(JSON.stringify({ bench: 'dry-run', rows: rowCount, ...figures, load: loadAverage() }))
  const complete = figures.new === rowCount && figures.unchanged === rowCount
  if (!complete || Math.max(figures.cpu_ms, figures.again_cpu_ms) > cpuMsMax) process.exitCode = 1
} finally {
  await installation.remove()
}
