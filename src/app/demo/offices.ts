import type { GridPost } from '../../modules/duty/contract/plan.ts'
import { instantOf } from '../../platform/clock/zoned.ts'
import type { DemoPhone, PhoneClient, PhoneReply } from './phone-client.ts'
import { randomFrom } from './random.ts'
import { idOf } from './records.ts'
import { sideBySide } from './side-by-side.ts'

export interface OfficesOptions {
  readonly client: PhoneClient
  readonly commanderToken: string
  readonly phones: readonly DemoPhone[]
}

const atOnce = 50

/** The evening of a played day: schools confirm what they saw, the county decides and closes. */
export async function workInOffices(
  options: OfficesOptions,
  posts: readonly GridPost[],
  day: string,
): Promise<void> {
  await confirmSights(options, posts, day)
  await decideCheckIns(options)
  await closeIncidents(options)
  await recordPatrol(options, day)
}

/** The cadre at the gate confirms for the school; a few never do. */
async function confirmSights(
  { client, phones }: OfficesOptions,
  posts: readonly GridPost[],
  day: string,
) {
  const phoneOf = new Map(phones.map((phone) => [phone.personId, phone]))
  const confirmations = posts
    .flatMap((post) => post.shifts.filter((shift) => shift.day === day && !shift.cancelled))
    .flatMap((shift) => {
      const cadre = shift.assignments.find(({ role }) => role === 'cadre')
      const phone = cadre && phoneOf.get(cadre.personId)
      return phone && !isOneIn(12, shift.id) ? [{ phone, shiftId: shift.id }] : []
    })
  await inTurns(confirmations, ({ phone, shiftId }) =>
    client.put(phone, `/api/duty/shifts/${shiftId}/sanjian`, {
      confirmed: ['police', 'car', 'light'],
    }),
  )
}

async function decideCheckIns({ client, commanderToken: token }: OfficesOptions) {
  const { body } = await client.get({ token }, '/api/duty/check-ins/pending?limit=200')
  await inTurns(body.rows as { id: string }[], ({ id }) =>
    client.post({ token }, `/api/duty/check-ins/${id}/decision`, {
      decision: isOneIn(7, id) ? 'refused' : 'approved',
    }),
  )
}

async function closeIncidents({ client, commanderToken: token }: OfficesOptions) {
  const { body } = await client.get({ token }, '/api/duty/incidents?state=open&limit=50')
  await inTurns(body.rows as { id: string }[], ({ id }) =>
    client.post({ token }, `/api/duty/incidents/${id}/close`, { outcome: '现场调解，双方离开。' }),
  )
}

async function recordPatrol({ client, commanderToken: token }: OfficesOptions, day: string) {
  const random = randomFrom(Number(day.replace(/-/g, '')))
  const record = {
    kind: 'deployment',
    id: idOf(client.now(), day, 'patrol'),
    task: 'patrol',
    onDay: day,
    policeHeads: random.between(8, 16),
    auxiliaryHeads: random.between(16, 32),
    massHeads: random.between(20, 60),
    vehicles: random.between(6, 12),
    note: '校园周边巡逻',
    at: client.now().toISOString(),
  }
  await inTurns([record], (each) =>
    client.post({ token }, '/api/duty/deployments', { deviceNow: each.at, record: each }),
  )
}

/** The brief of the last full day, to be read and signed by whoever looks at the county. */
export async function draftDailyBrief(
  { client, commanderToken: token }: OfficesOptions,
  day: string,
): Promise<void> {
  const draft = { id: idOf(instantOf(day, '20:00'), 'dailyBrief'), kind: 'dailyBrief', day }
  await inTurns([draft], (body) => client.post({ token }, '/api/statistics/reports', body))
}

/** The same for the same id at each run. */
export const isOneIn = (many: number, id: string): boolean =>
  Number.parseInt(id.replace(/-/g, '').slice(-6), 16) % many === 0

async function inTurns<T>(all: readonly T[], send: (one: T) => Promise<PhoneReply>) {
  await sideBySide(all, atOnce, async (one) => {
    const { status, body } = await send(one)
    if (status >= 400) throw new Error(`Demo county: an office was told ${JSON.stringify(body)}`)
  })
}
