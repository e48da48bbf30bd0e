import { roles } from '../../modules/identity/contract/role.ts'
import {
  createAccount,
  createAgency,
  createAreas,
  createPeople,
  grantRole,
  hashPassword,
  openDeviceSession,
  presetTotp,
} from '../../modules/identity/index.ts'
import { saveGates, saveSchools, saveStaff, saveTimetables } from '../../modules/schools/index.ts'
import { addDays } from '../../platform/clock/zoned.ts'
import type { Work } from '../../platform/database/work.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import type { Ground } from '../../platform/ports/module.ts'
import type { CountyPlan, PlannedPerson, PlannedSchool } from './county-plan.ts'
import { type DemoAccount, newPassword } from './demo-accounts.ts'
import type { DemoDates } from './demo-dates.ts'
import { type CountyIds, countyIds, gateSeats, namedSeats } from './demo-seats.ts'
import type { DemoPhone } from './phone-client.ts'
import { type Random, randomFrom } from './random.ts'
import { sideBySide } from './side-by-side.ts'

/** Areas, agencies, people, schools, gates, bells and staff, through the modules' front doors. */
export async function buildCounty(
  ground: Ground,
  plan: CountyPlan,
  seed: number,
  dates: DemoDates,
): Promise<void> {
  const ids = countyIds(seed)
  const { database } = ground
  await database.inWork(systemBinding, (work) => buildBodies(work, plan, ids))
  await database.inWork(systemBinding, (work) => buildSchools(work, plan, dates))
  await database.inWork(systemBinding, (work) => buildSchoolPeople(work, plan, seed, dates))
}

async function buildBodies(work: Work, plan: CountyPlan, ids: CountyIds): Promise<void> {
  await createAreas(work, [
    { id: ids.country, parentId: null, level: 'country', name: '中国', nameEn: 'China' },
    {
      id: ids.province,
      parentId: ids.country,
      level: 'province',
      code: '990000',
      name: '云岭省',
      nameEn: 'Yunling',
    },
    {
      id: ids.city,
      parentId: ids.province,
      level: 'city',
      code: '990100',
      name: '安川市',
      nameEn: 'Anchuan',
    },
    {
      id: ids.county,
      parentId: ids.city,
      level: 'county',
      code: '990121',
      name: '安和县',
      nameEn: 'Anhe County',
    },
    ...plan.stations.map((station) => ({
      id: station.areaId,
      parentId: ids.county,
      level: 'station' as const,
      code: station.code,
      name: `${station.place.name}派出所`,
    })),
  ])
  await createAgency(work, {
    id: ids.cityPolice,
    areaId: ids.city,
    kind: 'police',
    name: '安川市公安局治安支队',
  })
  await createAgency(work, {
    id: ids.countyPolice,
    areaId: ids.county,
    kind: 'police',
    name: '安和县公安局治安大队',
  })
  await createAgency(work, {
    id: ids.education,
    areaId: ids.county,
    kind: 'education',
    name: '安和县教育体育局',
  })
  for (const { areaId, agencyId, place } of plan.stations) {
    await createAgency(work, { id: agencyId, areaId, kind: 'police', name: `${place.name}派出所` })
  }
  await createPeople(work, [
    ...[plan.commander, plan.supervisor, ...plan.brigade].map(personAt(ids.countyPolice)),
    personAt(ids.education)(plan.educationOfficer),
    ...plan.stations.flatMap(({ agencyId, officers, auxiliaries }) =>
      [...officers, ...auxiliaries].map(personAt(agencyId)),
    ),
  ])
}

const personAt = (agencyId: string) => (person: PlannedPerson) => ({
  id: person.id,
  agencyId,
  name: person.name,
  dutyRole: person.dutyRole,
  badge: person.badge ?? null,
  skills: [...person.skills],
})

const placed = ({ lon, lat }: { lon: number; lat: number }) => ({
  lon,
  lat,
  system: 'wgs84' as const,
  source: 'survey',
  accuracyM: 5,
})

async function buildSchools(work: Work, plan: CountyPlan, dates: DemoDates): Promise<void> {
  await saveSchools(
    work,
    plan.schools.map((school) => ({
      id: school.id,
      withinAreaId: plan.stations[school.station]?.areaId ?? '',
      code: school.code,
      name: school.name,
      kind: school.kind,
      ownership: school.ownership,
      boarding: school.boarding,
      enrolment: school.enrolment,
      boarders: school.boarders,
      staffCount: school.staffCount,
      classes: Math.ceil(school.enrolment / 45),
      town: school.town,
      address: school.address,
      position: placed(school),
      tags: [...school.tags],
    })),
  )
  await saveGates(
    work,
    plan.schools.flatMap((school) =>
      school.gates.map((gate) => ({
        id: gate.id,
        schoolId: school.id,
        name: gate.name,
        use: gate.use,
        opened: true,
        position: placed(gate),
      })),
    ),
  )
  await saveTimetables(
    work,
    plan.schools.map((school) => ({ schoolId: school.id, bells: bellsOf(school, dates) })),
  )
}

function bellsOf(school: PlannedSchool, dates: DemoDates) {
  const rule = { gateId: null, gradeBand: '', startsOn: dates.longAgo, endsOn: null }
  const [weekdays, friday] = school.bellIds
  return [
    {
      ...rule,
      id: weekdays,
      weekdays: [1, 2, 3, 4],
      arrival: school.arrival,
      dismissal: school.dismissal,
    },
    {
      ...rule,
      id: friday,
      weekdays: [5],
      arrival: school.arrival,
      dismissal: school.fridayDismissal,
    },
  ]
}

type StaffKind = 'principal' | 'cadre' | 'guard' | 'dutyTeacher' | 'dormManager' | 'volunteer'

async function buildSchoolPeople(
  work: Work,
  plan: CountyPlan,
  seed: number,
  dates: DemoDates,
): Promise<void> {
  const random = randomFrom(seed ^ 0x57aff)
  const members = plan.schools.flatMap((school) =>
    membersOf(school).map((member) => ({ school, member })),
  )
  await createPeople(
    work,
    members.map(({ school, member }) => personAt(school.id)(member.person)),
  )
  await saveStaff(
    work,
    members.map(({ school, member }) => staffEntry(school, member, random, dates)),
  )
}

interface Member {
  readonly kind: StaffKind
  readonly person: PlannedPerson
}

const membersOf = (school: PlannedSchool): Member[] => [
  { kind: 'principal', person: school.principal },
  ...school.cadres.map((person) => ({ kind: 'cadre' as const, person })),
  ...school.guards.map((person) => ({ kind: 'guard' as const, person })),
  ...school.teachers.map((person) => ({ kind: 'dutyTeacher' as const, person })),
  ...school.dormManagers.map((person) => ({ kind: 'dormManager' as const, person })),
  ...school.volunteers.map((person) => ({ kind: 'volunteer' as const, person })),
]

function staffEntry(
  school: PlannedSchool,
  { kind, person }: Member,
  random: Random,
  dates: DemoDates,
) {
  const guard = kind === 'guard' ? school.guards.find(({ id }) => id === person.id) : undefined
  return {
    id: random.id(),
    schoolId: school.id,
    personId: person.id,
    kind,
    source: guard?.source ?? null,
    fullTime: kind !== 'volunteer' && random.chance(0.8),
    certificateNo: guard ? `B99${String(random.between(100000, 999999))}` : null,
    certificateExpiresOn: guard ? addDays(dates.builtOn, random.between(-10, 500)) : null,
    // Some came this term: guards are added, and the figures say so.
    startsOn: random.chance(0.08)
      ? dates.soon
      : random.chance(0.3)
        ? dates.term.startsOn
        : dates.longAgo,
  }
}

/** Named accounts with passwords: one of each role, to look at the county from everywhere. */
export async function buildAccounts(
  ground: Ground,
  plan: CountyPlan,
  seed: number,
): Promise<DemoAccount[]> {
  const ids = countyIds(seed)
  const random = randomFrom(seed ^ 0xacc)
  const accounts: DemoAccount[] = []
  for (const { loginName, title, person, agencyId, role, areaId } of namedSeats(
    plan,
    ids,
    random,
  )) {
    const password = newPassword()
    const passwordHash = await hashPassword(password)
    const id = random.id()
    const code = await ground.database.inWork(systemBinding, async (work) => {
      if (agencyId) await createPeople(work, [personAt(agencyId)(person)])
      await createAccount(work, { id, personId: person.id, loginName, passwordHash })
      await grantRole(work, { accountId: id, role, areaId })
      return roles[role].totp ? presetTotp(work, ground.secrets, id) : null
    })
    accounts.push({
      id,
      loginName,
      role,
      title,
      password,
      totpSecret: code?.secret ?? null,
      otpauthUrl: code?.otpauthUrl ?? null,
    })
  }
  return accounts
}

const perWork = 60
/** Works at once: while the database is at one, the next is prepared. */
const worksAtOnce = 3

/** In parts, each in a work of its own; the results keep their order. */
async function inParts<T, R>(
  { database }: Ground,
  all: readonly T[],
  make: (work: Work, one: T) => Promise<R>,
): Promise<R[]> {
  const parts: R[][] = []
  const starts = Array.from({ length: Math.ceil(all.length / perWork) }, (_, nth) => nth * perWork)
  await sideBySide(starts, worksAtOnce, async (first) => {
    parts[first / perWork] = await database.inWork(systemBinding, async (work) => {
      const made: R[] = []
      for (const one of all.slice(first, first + perWork)) made.push(await make(work, one))
      return made
    })
  })
  return parts.flat()
}

/** Enrolled phones of everybody who stands at a gate; no passwords, only device sessions. */
export async function enrolPhones(
  ground: Ground,
  plan: CountyPlan,
  seed: number,
  dates: DemoDates,
): Promise<DemoPhone[]> {
  const random = randomFrom(seed ^ 0x901)
  const seats = gateSeats(plan, countyIds(seed)).map((seat) => ({ ...seat, id: random.id() }))
  return inParts(ground, seats, async (work, { person, role, areaId, id }) => {
    const loginName = `p${person.id.slice(0, 13)}`
    await createAccount(work, { id, personId: person.id, loginName, passwordHash: null })
    await grantRole(work, { accountId: id, role, areaId, startsOn: dates.longAgo })
    const { token } = await openDeviceSession(work, id, 'demo')
    return { personId: person.id, accountId: id, role, token }
  })
}

/** Opens new sessions for phones whose thirty days are running out. */
export const renewPhones = (ground: Ground, phones: readonly DemoPhone[]): Promise<DemoPhone[]> =>
  inParts(ground, phones, async (work, phone) => {
    const { token } = await openDeviceSession(work, phone.accountId, 'demo')
    return { ...phone, token }
  })
