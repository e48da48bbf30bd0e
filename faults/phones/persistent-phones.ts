/**
 * Phones that send one check-in after the other and never give one up: what is not acknowledged is
 * sent again with the same id, as the outbox does. An id is in the log on disk before it counts.
 */
import { openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type CheckInToSend, type CityFile, checkInOf } from '../../test/load/check-in-body.ts'
import { KeepAlive } from '../../test/load/keep-alive.ts'
import type { PhonesOrder } from './order.ts'

const path = '/api/duty/check-ins'
const answerMsMax = 15_000
const retryMs = 150
/** One in so many is sent once more although it was acknowledged: its answer may have been lost. */
const againEvery = 10
let stopping = false
let acknowledged = 0

process.on('message', (message: PhonesOrder | 'count' | 'stop') => {
  if (message === 'count') process.send?.(acknowledged)
  else if (message === 'stop') stopping = true
  else void run(message).then(() => process.send?.('done'))
})

// A harness that died must not leave phones behind that call for ever.
process.on('disconnect', () => process.exit())

async function run(order: PhonesOrder): Promise<void> {
  const city = JSON.parse(readFileSync(order.cityFile, 'utf8')) as CityFile
  const schools = new Map(city.schools.map((school) => [school.id, school]))
  const acknowledgedLog = openSync(join(order.folder, 'acknowledged-0.log'), 'a')
  const sentLog = openSync(join(order.folder, 'sent-0.log'), 'a')
  let next = 0
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      const connection = new KeepAlive(order.port)
      while (!stopping) {
        const phone = city.phones[next % city.phones.length]
        next += 1
        const school = phone && schools.get(phone.schoolId)
        if (!phone || !school) throw new Error('The city has no such phone.')
        const checkIn = checkInOf(phone, school, new Date(Date.now() + order.clockOffsetMs))
        writeSync(sentLog, `${checkIn.id}\n`)
        await untilAcknowledged(connection, checkIn, order)
        writeSync(acknowledgedLog, `${checkIn.id}\n`)
        acknowledged += 1
        if (acknowledged % againEvery === 0) await attempt(connection, checkIn, order)
      }
      connection.close()
    }),
  )
}

async function untilAcknowledged(
  connection: KeepAlive,
  checkIn: CheckInToSend,
  order: PhonesOrder,
): Promise<void> {
  while (!(await attempt(connection, checkIn, order))) await delay(retryMs)
}

async function attempt(
  connection: KeepAlive,
  { token, record }: CheckInToSend,
  order: PhonesOrder,
) {
  const deviceNow = new Date(Date.now() + order.clockOffsetMs).toISOString()
  const timer = setTimeout(() => connection.close(), answerMsMax)
  const reply = await connection
    .post(path, token, JSON.stringify({ deviceNow, record }))
    .catch(() => null)
  clearTimeout(timer)
  if (reply && reply.status >= 400 && reply.status < 500) {
    throw new Error(`A phone's record was refused: ${reply.status} ${reply.body}`)
  }
  return reply?.status === 200
}
