/**
 * How long a dry run's reading takes: open, recognise and parse 10,000 rows of 15 columns, as xlsx,
 * once cold and once warm. Prints one JSON line; the CPU time of all threads gates the exit code.
 */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  type ColumnSpec,
  openWorkbook,
  readRows,
  recognise,
  type TableSpec,
  writeRows,
} from '../src/platform/spreadsheet/index.ts'

const rowCount = 10_000
const cpuMsMax = 5_000

const columns: ColumnSpec[] = [
  { key: 'code', labels: ['机构代码'], kind: 'identifier', lengths: [10], required: true },
  { key: 'name', labels: ['名称'], kind: 'text', required: true },
  { key: 'town', labels: ['乡镇'], kind: 'text' },
  { key: 'address', labels: ['地址'], kind: 'text', lengthMax: 200 },
  {
    key: 'ownership',
    labels: ['性质'],
    kind: 'choice',
    choices: [
      { value: 'public', labels: ['公办'] },
      { value: 'private', labels: ['民办'] },
    ],
  },
  { key: 'boarding', labels: ['寄宿'], kind: 'boolean' },
  { key: 'founded', labels: ['成立日期'], kind: 'date' },
  { key: 'arrival', labels: ['早到时间'], kind: 'time' },
  { key: 'leaving', labels: ['晚离时间'], kind: 'time' },
  { key: 'people', labels: ['人数'], kind: 'integer', min: 0 },
  { key: 'area', labels: ['面积'], kind: 'decimal' },
  { key: 'longitude', labels: ['经度'], kind: 'longitude', min: 73, max: 136 },
  { key: 'latitude', labels: ['纬度'], kind: 'latitude', min: 3, max: 54 },
  { key: 'contact', labels: ['联系人'], kind: 'text', personal: true },
  { key: 'phone', labels: ['联系电话'], kind: 'identifier', lengths: [11], personal: true },
]
const spec: TableSpec = {
  name: 'bench',
  title: '名册',
  version: 1,
  columns,
  unique: [['code']],
  coordinates: [{ longitude: 'longitude', latitude: 'latitude' }],
}

function* madeRows() {
  for (let index = 0; index < rowCount; index += 1) {
    yield {
      code: String(5_300_000_000 + index),
      name: `第${index}单位`,
      town: `第${index % 12}镇`,
      address: `第${index % 12}镇人民路${index}号`,
      ownership: index % 3 ? 'public' : 'private',
      boarding: index % 4 === 0,
      founded: `19${60 + (index % 40)}-09-0${(index % 9) + 1}`,
      arrival: '07:30',
      leaving: '17:10',
      people: (index * 37) % 3000,
      area: (index % 977) + 0.5,
      longitude: 102 + (index % 1000) / 1234,
      latitude: 24 + (index % 1000) / 1357,
      contact: `某${index}`,
      phone: `1990000${String(index % 10_000).padStart(4, '0')}`,
    }
  }
}

async function makeFile(): Promise<Uint8Array> {
  const output = new PassThrough()
  const bytes = buffer(output)
  await writeRows(columns, madeRows(), output, { sheetName: spec.title, locale: 'zh-CN' })
  return new Uint8Array(await bytes)
}

async function measure(bytes: Uint8Array) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const workbook = await openWorkbook(bytes, 'bench.xlsx')
  const opened = performance.now()
  const recognition = recognise(workbook, spec)
  const recognised = performance.now()
  let taken = 0
  for (const { refused } of readRows(workbook, spec, recognition)) taken += refused ? 0 : 1
  const read = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  if (taken !== rowCount) throw new Error(`${taken} of ${rowCount} rows were taken`)
  return {
    cpu_ms: Math.round((user + system) / 1000),
    wall_ms: Math.round(read - start),
    open_ms: Math.round(opened - start),
    recognise_ms: Math.round(recognised - opened),
    parse_ms: Math.round(read - recognised),
  }
}

const bytes = await makeFile()
const cold = await measure(bytes)
const warm = await measure(bytes)
const file = { rows: rowCount, columns: columns.length, file_kb: Math.round(bytes.length / 1024) }
console.log(JSON.stringify({ bench: 'spreadsheet', ...file, ...cold, warm }))
if (cold.cpu_ms > cpuMsMax) process.exitCode = 1
