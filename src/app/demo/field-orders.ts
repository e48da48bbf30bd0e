import type { GridPost } from '../../modules/duty/contract/plan.ts'
import { addDays, instantOf } from '../../platform/clock/zoned.ts'
import { isOneIn, type OfficesOptions } from './offices.ts'
import type { DemoPhone, PhoneReply } from './phone-client.ts'
import { randomFrom } from './random.ts'
import { idOf, patrolReportRecord } from './records.ts'

/** Somebody who was asked for an order's answer, and what their phone sends for it. */
export interface Answer {
  readonly at: Date
  send(): Promise<unknown>
}

const seedOf = (day: string) => Number(day.replace(/-/g, ''))

/** Some officers ask for a day or two of the week; of the week ahead one still waits. */
export async function askForLeave(
  { client, commanderToken: token, phones }: OfficesOptions,
  week: string,
  isAhead: boolean,
): Promise<void> {
  const random = randomFrom(seedOf(week))
  const officers = phones.filter(({ role }) => role === 'stationOfficer' || role === 'auxiliary')
  for (const [ordinal, kind] of (['leave', 'training', 'nightDuty', 'leave'] as const).entries()) {
    const id = idOf(instantOf(week, '00:00'), 'leave', `${ordinal}`)
    const first = addDays(week, random.between(0, 4))
    const body = {
      id,
      kind,
      startsAt: instantOf(first, '00:00').toISOString(),
      endsAt: instantOf(addDays(first, random.between(1, 2)), '00:00').toISOString(),
    }
    const { state } = kept(await client.post(random.pick(officers), '/api/duty/leaves', body))
    if (state !== 'requested' || (isAhead && kind === 'leave')) continue
    const decision = { decision: 'approved' }
    kept(await client.post({ token }, `/api/duty/leaves/${id}/decision`, decision))
  }
}

/** A patrol around one school on each day of a published week; most are walked and reported. */
export async function orderPatrols(
  { client, commanderToken: token, phones }: OfficesOptions,
  posts: readonly GridPost[],
): Promise<Answer[]> {
  const phoneOf = new Map(phones.map((phone) => [phone.personId, phone]))
  const answers: Answer[] = []
  const byDay = Map.groupBy(
    posts.flatMap(({ postId, shifts }) => shifts.map((shift) => ({ ...shift, postId }))),
    ({ day }) => day,
  )
  for (const [day, shifts] of byDay) {
    const mornings = shifts.filter(({ half, cancelled }) => half === 'arrival' && !cancelled)
    if (mornings.length === 0) continue
    const shift = randomFrom(seedOf(day)).pick(mornings)
    const places = ['校园周边', '公交站', '学校后巷']
    const id = idOf(instantOf(day, '08:20'), 'patrol')
    const body = {
      id,
      postId: shift.postId,
      startsAt: instantOf(day, '08:20').toISOString(),
      endsAt: instantOf(day, '09:30').toISOString(),
      places,
      note: '上学高峰后巡一遍周边小摊点',
    }
    const ordered = await client.post({ token }, '/api/duty/patrols', body)
    // At another post, before the plan was changed; or it was walked already.
    if (ordered.status === 409 || kept(ordered).state !== 'open') continue
    const walker = shift.assignments
      .filter(({ role }) => role === 'police' || role === 'auxiliary')
      .flatMap(({ personId }) => phoneOf.get(personId) ?? [])[0]
    if (!walker || isOneIn(6, id)) continue
    answers.push({
      at: instantOf(day, '08:55'),
      send: async () => kept(await client.report(walker, patrolReportOf(client, id, places))),
    })
  }
  return answers
}

const patrolReportOf = (
  client: OfficesOptions['client'],
  patrolId: string,
  places: readonly string[],
) => patrolReportRecord({ id: client.newId(), patrolId, places, at: client.now() })

const rolledAtOnce = 6

/** A roll-call of posts at random; of the people called some do not answer. */
export async function callRoll({
  client,
  commanderToken: token,
  phones,
}: OfficesOptions): Promise<void> {
  const phoneOf = new Map(phones.map((phone) => [phone.personId, phone]))
  const id = idOf(client.now(), 'rollCall')
  const posts = { choice: 'random', count: rolledAtOnce }
  const called = await client.post({ token }, '/api/duty/roll-calls', { id, posts })
  // Before the first guard stands at a gate there is nobody to call.
  if (called.status === 409) return
  const { state: call, answers } = kept(called)
  if (call === 'closed') return
  for (const { personId, state } of answers as { personId: string; state: string }[]) {
    const phone: DemoPhone | undefined = phoneOf.get(personId)
    if (phone && state === 'called' && !isOneIn(9, personId)) {
      kept(await client.post(phone, `/api/duty/roll-calls/${id}/answer`, {}))
    }
  }
}

/** A refusal is a mistake of the demonstration. */
function kept(reply: PhoneReply): PhoneReply['body'] {
  if (reply.status >= 400) {
    throw new Error(`Demo county: an order was answered ${JSON.stringify(reply.body)}`)
  }
  return reply.body
}
