import { coreSet } from '../../modules/schools/contract/upkeep.ts'
import type { Said } from '../../platform/contract/said.ts'
import { demoSteps } from '../waiting-room.catalogue.ts'
import type { CountyPlan, PlannedSchool } from './county-plan.ts'
import type { DemoDates } from './demo-dates.ts'
import type { PhoneClient, PhoneReply } from './phone-client.ts'
import { type Random, randomFrom } from './random.ts'

/** The commander's session and the way to speak with it. */
export interface Furnisher {
  readonly client: PhoneClient
  readonly token: string
  say(step: Said): void
}

/** What the county's police would enter themselves: term, posts, officers, rooms, rules, gear. */
export async function furnishCounty(
  { client, token, say }: Furnisher,
  plan: CountyPlan,
  seed: number,
  dates: DemoDates,
): Promise<void> {
  const random = randomFrom(seed ^ 0xf0f0)
  const post = async (path: string, body: unknown) =>
    done(path, await client.post({ token }, path, body))
  const put = async (path: string, body: unknown) =>
    done(path, await client.put({ token }, path, body))
  const termId = random.id()
  await post('/api/schools/terms', { id: termId, ...dates.term })
  say(demoSteps.posts)
  for (const body of postsOf(plan, random, dates)) await post('/api/duty/posts', body)
  say(demoSteps.equipment)
  for (const room of roomsOf(plan, random, dates)) await post('/api/schools/police-rooms', room)
  for (const [index, school] of plan.schools.entries()) {
    if (index % 40 === 0) say(demoSteps.school(index + 1, plan.schools.length))
    const path = `/api/schools/${school.id}`
    // A few schools have no officer yet: the coverage is not a hundred per cent.
    const officer = index % 53 === 41 ? undefined : officerOf(plan, school, index)
    if (officer) {
      const link = {
        id: random.id(),
        personId: officer,
        kind: 'linked',
        startsOn: dates.term.startsOn,
      }
      const { version } = await post(`${path}/officers`, link)
      await post(`/api/schools/officers/${link.id}/approve`, { version })
    }
    const pair = index % 3 === 0 ? officerOf(plan, school, index + 1) : undefined
    if (pair && pair !== officer) {
      const id = random.id()
      const { startsOn, endsOn } = dates.term
      const body = { id, personId: pair, kind: 'paired', termId, startsOn, endsOn }
      const { version } = await post(`${path}/officers`, body)
      // Some of the term's list still wait for their approval.
      if (index % 4) await post(`/api/schools/officers/${id}/approve`, { version })
    }
    for (const kind of ['gatekeeping', 'duty', 'patrol', 'hazardCheck']) {
      if (random.chance(0.04)) continue
      const expiresOn = random.chance(0.06) ? dates.soon : dates.inAYear
      await put(`${path}/written-rules/${kind}`, {
        version: 0,
        adoptedOn: dates.longAgo,
        expiresOn,
      })
    }
    for (const entry of gearOf(school, random, dates)) await post(`${path}/gear/entries`, entry)
  }
}

function done(path: string, reply: PhoneReply) {
  if (reply.status >= 400) {
    throw new Error(`Demo county: ${path} answered ${reply.status} ${JSON.stringify(reply.body)}`)
  }
  return reply.body
}

function postsOf(plan: CountyPlan, random: Random, dates: DemoDates) {
  return plan.schools.flatMap((school) =>
    school.gates
      .filter(({ postId }) => postId)
      .map((gate) => ({
        id: gate.postId,
        gateId: gate.id,
        name: `${school.name}·${gate.name}`,
        mustAttendLevel: random.pick([null, null, 'station', 'county'] as const),
        sanjian: random.chance(0.85),
        activeFrom: dates.term.startsOn,
      })),
  )
}

function officerOf(plan: CountyPlan, school: PlannedSchool, index: number): string | undefined {
  const officers = plan.stations[school.station]?.officers ?? []
  return officers[index % officers.length]?.id
}

function roomsOf(plan: CountyPlan, random: Random, dates: DemoDates) {
  return plan.stations.flatMap((station, index) => {
    const schools = plan.schools.filter((school) => school.station === index)
    const [first, second, third] = schools
    const at = (place: { lon: number; lat: number }) => ({
      lon: place.lon + 0.0008,
      lat: place.lat + 0.0006,
      system: 'wgs84',
      source: 'survey',
      accuracyM: 10,
    })
    const room = { activeFrom: dates.longAgo, areaId: station.areaId }
    const { name } = station.place
    return [
      ...(first
        ? [
            {
              ...room,
              id: random.id(),
              kind: 'campus',
              schoolId: first.id,
              name: `${first.name}警务室`,
              position: at(first),
              opens: '07:00',
              closes: '18:30',
            },
          ]
        : []),
      ...(second
        ? [
            {
              ...room,
              id: random.id(),
              kind: 'street',
              name: `${name}街面警务室`,
              position: at(second),
              opens: '07:00',
              closes: '22:00',
            },
          ]
        : []),
      ...(third && random.chance(0.7)
        ? [
            {
              ...room,
              id: random.id(),
              kind: 'booth',
              name: `${name}治安岗亭`,
              position: at(third),
              opens: '06:30',
              closes: '19:00',
            },
          ]
        : []),
    ]
  })
}

function gearOf(school: PlannedSchool, random: Random, dates: DemoDates) {
  const guards = school.guards.length
  const entries = coreSet.map((gear) => ({
    id: random.id(),
    gear,
    movement: 'in',
    quantity: Math.max(1, guards - (random.chance(0.12) ? 1 : 0)),
    onDay: random.chance(0.2) ? dates.builtOn : dates.longAgo,
    ...(gear === 'spray' ? { expiresOn: dates.inAYear } : {}),
  }))
  return [
    ...entries,
    { id: random.id(), gear: 'fork', movement: 'in', quantity: 2, onDay: dates.longAgo },
  ]
}
