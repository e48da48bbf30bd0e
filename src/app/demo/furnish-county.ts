import { coreSet } from '../../modules/schools/contract/upkeep.ts'
import type { Said } from '../../platform/contract/said.ts'
import { demoSteps } from '../waiting-room.catalogue.ts'
import type { CountyPlan, PlannedSchool } from './county-plan.ts'
import type { DemoDates } from './demo-dates.ts'
import type { PhoneClient, PhoneReply } from './phone-client.ts'
import { type Random, randomFrom } from './random.ts'
import { sideBySide } from './side-by-side.ts'

/** The commander's session and the way to speak with it. */
export interface Furnisher {
  readonly client: PhoneClient
  readonly token: string
  say(step: Said): void
}

const atOnce = 4

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
  await sideBySide(postsOf(plan, random, dates), atOnce, (body) => post('/api/duty/posts', body))
  say(demoSteps.equipment)
  await sideBySide(roomsOf(plan, random, dates), atOnce, (room) =>
    post('/api/schools/police-rooms', room),
  )
  const entries = plan.schools.map((school, index) => {
    const path = `/api/schools/${school.id}`
    const officers = linksOf(plan, school, index, termId, random, dates)
    const rules = rulesOf(random, dates)
    const gear = gearOf(school, random, dates)
    return async () => {
      if (index % 40 === 0) say(demoSteps.school(index + 1, plan.schools.length))
      for (const { approved, ...link } of officers) {
        const { version } = await post(`${path}/officers`, link)
        if (approved) await post(`/api/schools/officers/${link.id}/approve`, { version })
      }
      for (const [kind, rule] of rules) await put(`${path}/written-rules/${kind}`, rule)
      for (const entry of gear) await post(`${path}/gear/entries`, entry)
    }
  })
  await sideBySide(entries, atOnce, (enter) => enter())
}

/** Who is linked to a school for good, and who is paired with it for the term. */
function linksOf(
  plan: CountyPlan,
  school: PlannedSchool,
  index: number,
  termId: string,
  random: Random,
  { term }: DemoDates,
) {
  // A few schools have no officer yet: the coverage is not a hundred per cent.
  const linked = index % 53 === 41 ? undefined : officerOf(plan, school, index)
  const paired = index % 3 === 0 ? officerOf(plan, school, index + 1) : undefined
  const { startsOn, endsOn } = term
  return [
    ...(linked
      ? [{ id: random.id(), personId: linked, kind: 'linked', startsOn, approved: true }]
      : []),
    ...(paired && paired !== linked
      ? [
          {
            id: random.id(),
            personId: paired,
            kind: 'paired',
            termId,
            startsOn,
            endsOn,
            // Some of the term's list still wait for their approval.
            approved: index % 4 !== 0,
          },
        ]
      : []),
  ]
}

/** The four written rules; here and there one is missing or runs out. */
const rulesOf = (random: Random, dates: DemoDates) =>
  ['gatekeeping', 'duty', 'patrol', 'hazardCheck']
    .filter(() => !random.chance(0.04))
    .map((kind) => {
      const expiresOn = random.chance(0.06) ? dates.soon : dates.inAYear
      return [kind, { version: 0, adoptedOn: dates.longAgo, expiresOn }] as const
    })

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
