import type { Skill } from '../../modules/identity/contract/skill.ts'
import { nameMaker, type StationPlace, schoolWords, stations } from './names.ts'
import { type Random, randomFrom } from './random.ts'

export type SchoolKind =
  | 'kindergarten'
  | 'primary'
  | 'junior'
  | 'senior'
  | 'complete'
  | 'nineYear'
  | 'vocational'
  | 'special'

export type DutyRole = 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer'

export interface PlannedPerson {
  readonly id: string
  readonly name: string
  readonly dutyRole: DutyRole | 'none'
  readonly badge?: string
  readonly skills: readonly Skill[]
}

export interface PlannedGate {
  readonly id: string
  readonly name: string
  readonly use: 'pedestrian' | 'both' | 'vehicle'
  readonly lon: number
  readonly lat: number
  readonly qrSecret: Uint8Array
  /** Null: the gate is not manned. */
  readonly postId: string | null
}

export interface PlannedSchool {
  readonly id: string
  readonly areaId: string
  readonly agencyId: string
  readonly station: number
  readonly code: string
  readonly name: string
  readonly kind: SchoolKind
  readonly ownership: 'public' | 'private'
  readonly boarding: boolean
  readonly enrolment: number
  readonly boarders: number
  readonly staffCount: number
  readonly town: string
  readonly address: string
  readonly lon: number
  readonly lat: number
  readonly arrival: string
  readonly dismissal: string
  readonly fridayDismissal: string
  readonly bellIds: readonly [string, string]
  readonly gates: readonly PlannedGate[]
  readonly principal: PlannedPerson
  readonly cadres: readonly PlannedPerson[]
  readonly guards: readonly (PlannedPerson & { source: 'company' | 'own' })[]
  readonly teachers: readonly PlannedPerson[]
  readonly dormManagers: readonly PlannedPerson[]
  readonly volunteers: readonly PlannedPerson[]
  readonly tags: readonly string[]
}

export interface PlannedStation {
  readonly areaId: string
  readonly agencyId: string
  readonly place: StationPlace
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly officers: readonly PlannedPerson[]
  readonly auxiliaries: readonly PlannedPerson[]
}

export interface CountyPlan {
  readonly stations: readonly PlannedStation[]
  readonly schools: readonly PlannedSchool[]
  /** Officers of the county brigade who help at gates of any station. */
  readonly brigade: readonly PlannedPerson[]
  readonly commander: PlannedPerson
  readonly supervisor: PlannedPerson
  readonly educationOfficer: PlannedPerson
}

// Somewhere in the hills; the county, its places and its people are invented.
const middle = { lon: 104.2, lat: 27.35 }
const kmPerDegree = 111.32
const lonOf = (eastKm: number) =>
  middle.lon + eastKm / (kmPerDegree * Math.cos((middle.lat * Math.PI) / 180))
const latOf = (northKm: number) => middle.lat + northKm / kmPerDegree

/** What the shipped county is made from. */
export const demoSeed = 20_261_121

/** 安和县: 10 stations, 160 schools, 106 posts and the people for them; one seed, one county. */
export function planCounty(seed: number): CountyPlan {
  const random = randomFrom(seed)
  const name = nameMaker(random)
  const person = (dutyRole: PlannedPerson['dutyRole'], extra: Partial<PlannedPerson> = {}) => ({
    id: random.id(),
    name: name(),
    dutyRole,
    skills: dutyRole === 'police' && random.chance(0.8) ? (['driving'] as const) : [],
    ...extra,
  })
  const badges = badgeMaker()
  const planned = stations.map((place, index) => planStation(place, index, random, person, badges))
  const serials = serialMaker()
  const names = new Set<string>()
  const schools = planned.flatMap((station, index) =>
    planSchools({ station, index, random, person, serials, names }),
  )
  return {
    stations: planned,
    schools: schools.map((school, index) => ({ ...school, tags: pilotTags(index) })),
    brigade: Array.from({ length: 14 }, () => person('police', { badge: badges('police') })),
    commander: person('none'),
    supervisor: person('none'),
    educationOfficer: person('none'),
  }
}

/** Three schools try the painted walkway and the zone of police, school and family (警校家). */
const pilotTags = (index: number) => (index % 61 === 7 ? ['pilot'] : [])

type MakePerson = (role: PlannedPerson['dutyRole'], extra?: Partial<PlannedPerson>) => PlannedPerson

function planStation(
  place: StationPlace,
  index: number,
  random: Random,
  person: MakePerson,
  badges: (kind: 'police' | 'auxiliary') => string,
): PlannedStation {
  // Short of people on purpose in two stations: the planner has something to say.
  const tight = place.name === '云台' || place.name === '城东'
  const officers = Math.ceil(place.posts * (tight ? 0.92 : 1.25))
  const auxiliaries = Math.ceil(place.posts * (tight ? 1.1 : 1.45))
  const heads = (count: number, role: 'police' | 'auxiliary') =>
    Array.from({ length: count }, () => person(role, { badge: badges(role) }))
  return {
    areaId: random.id(),
    agencyId: random.id(),
    place,
    code: `990121${String(401 + index)}`,
    lon: lonOf(place.eastKm),
    lat: latOf(place.northKm),
    officers: heads(officers, 'police'),
    auxiliaries: heads(auxiliaries, 'auxiliary'),
  }
}

function badgeMaker(): (kind: 'police' | 'auxiliary') => string {
  let police = 0
  let auxiliary = 0
  return (kind) => {
    if (kind === 'police') police += 1
    else auxiliary += 1
    return kind === 'police'
      ? `AH${String(police).padStart(4, '0')}`
      : `AHF${String(auxiliary).padStart(4, '0')}`
  }
}

const categoryOf: Record<SchoolKind, string> = {
  kindergarten: '11',
  primary: '21',
  junior: '31',
  nineYear: '31',
  senior: '34',
  complete: '34',
  vocational: '36',
  special: '51',
}

function serialMaker(): (kind: SchoolKind) => string {
  let serial = 300
  return (kind) => {
    serial += 1
    return `${categoryOf[kind]}99${String(serial).padStart(6, '0')}`
  }
}

interface SchoolsOf {
  readonly station: PlannedStation
  readonly index: number
  readonly random: Random
  readonly person: MakePerson
  readonly serials: (kind: SchoolKind) => string
  readonly names: Set<string>
}

function planSchools(context: SchoolsOf): PlannedSchool[] {
  const { station, random } = context
  const kinds = kindsOf(station.place)
  // The large schools first: they have the manned gates, some of them two.
  let postsLeft = station.place.posts
  return kinds.map((kind, ordinal) => {
    const schoolsLeft = kinds.length - ordinal
    const two = kind !== 'kindergarten' && postsLeft >= 4 && random.chance(0.14)
    const manned = postsLeft <= 0 ? 0 : Math.min(postsLeft, two ? 2 : 1)
    postsLeft -= manned
    return planSchool(context, kind, postsLeft > schoolsLeft - 1 ? Math.max(manned, 1) : manned)
  })
}

const order: readonly SchoolKind[] = [
  'primary',
  'primary',
  'junior',
  'kindergarten',
  'primary',
  'senior',
  'kindergarten',
  'nineYear',
  'primary',
  'kindergarten',
  'complete',
  'primary',
  'kindergarten',
  'vocational',
  'primary',
  'kindergarten',
  'special',
]

function kindsOf(place: StationPlace): SchoolKind[] {
  const rural = place.spreadKm > 3
  const weight: Record<SchoolKind, number> = {
    senior: 0,
    complete: 0,
    junior: 1,
    nineYear: 1,
    primary: 2,
    vocational: 3,
    special: 4,
    kindergarten: 5,
  }
  const kinds = Array.from({ length: place.schools }, (_, index) => {
    const kind = order[index % order.length] ?? 'primary'
    return rural && (kind === 'special' || kind === 'vocational' || kind === 'complete')
      ? 'primary'
      : kind
  })
  return kinds.sort((a, b) => weight[a] - weight[b])
}

const sizes: Record<SchoolKind, readonly [number, number]> = {
  kindergarten: [90, 320],
  primary: [240, 1900],
  junior: [480, 1700],
  nineYear: [600, 1900],
  senior: [1200, 3200],
  complete: [1500, 3600],
  vocational: [800, 2200],
  special: [60, 180],
}

const bells: Record<SchoolKind, readonly (readonly [string, string, string])[]> = {
  kindergarten: [
    ['08:10', '16:40', '16:40'],
    ['08:10', '16:20', '16:20'],
  ],
  primary: [
    ['07:30', '16:20', '15:20'],
    ['07:40', '16:10', '15:10'],
    ['07:50', '16:10', '15:10'],
  ],
  junior: [
    ['07:10', '17:30', '16:30'],
    ['07:30', '17:40', '16:30'],
  ],
  nineYear: [['07:40', '16:40', '15:40']],
  senior: [
    ['07:10', '17:40', '16:40'],
    ['07:30', '17:30', '16:30'],
  ],
  complete: [['07:10', '17:40', '16:40']],
  vocational: [['07:50', '17:00', '16:00']],
  special: [['08:10', '15:40', '15:40']],
}

const gateNames = ['正门', '南门', '东门', '北门', '西门'] as const

function planSchool(context: SchoolsOf, kind: SchoolKind, manned: number): PlannedSchool {
  const { station, random, person } = context
  const [least, most] = sizes[kind]
  const rural = station.place.spreadKm > 3
  const enrolment = Math.round(random.between(least, rural ? Math.round((least + most) / 2) : most))
  const boarding = kind !== 'kindergarten' && (rural || kind === 'senior') && random.chance(0.55)
  const boarders = boarding ? Math.round(enrolment * (0.25 + random.next() * 0.4)) : 0
  const angle = random.next() * 2 * Math.PI
  const reachKm = Math.sqrt(random.next()) * station.place.spreadKm
  const lon = lonOf(station.place.eastKm + Math.cos(angle) * reachKm)
  const lat = latOf(station.place.northKm + Math.sin(angle) * reachKm)
  const [arrival, dismissal, fridayDismissal] = random.pick(bells[kind])
  const gateCount = Math.max(manned, enrolment > 900 ? 2 : 1)
  const people = peopleOf(context, { enrolment, boarders, manned })
  return {
    id: random.id(),
    areaId: random.id(),
    agencyId: random.id(),
    station: context.index,
    code: context.serials(kind),
    name: schoolName(context, kind),
    kind,
    ownership: kind === 'kindergarten' && random.chance(0.4) ? 'private' : 'public',
    boarding,
    enrolment,
    boarders,
    staffCount: Math.max(8, Math.round(enrolment / 14)),
    town: random.pick(station.place.towns),
    address: `安和县${random.pick(station.place.towns)}${random.pick(schoolWords)}路${random.between(1, 188)}号`,
    lon: round(lon),
    lat: round(lat),
    arrival,
    dismissal,
    fridayDismissal,
    bellIds: [random.id(), random.id()],
    gates: Array.from({ length: gateCount }, (_, index) => {
      const away = 0.05 + random.next() * 0.08
      return {
        id: random.id(),
        name: gateNames[index] ?? '侧门',
        use: index === 0 ? 'both' : 'pedestrian',
        lon: round(lon + (Math.cos(index * 2.1) * away) / 98),
        lat: round(lat + (Math.sin(index * 2.1) * away) / kmPerDegree),
        qrSecret: Uint8Array.from({ length: 20 }, () => random.between(0, 255)),
        postId: index < manned ? random.id() : null,
      }
    }),
    ...people,
    principal: person('none'),
    tags: [],
  }
}

function peopleOf(
  { random, person }: SchoolsOf,
  size: { enrolment: number; boarders: number; manned: number },
) {
  const guards = Math.max(2, size.manned * 2, Math.ceil(size.enrolment / 500))
  const heads = (count: number, role: DutyRole | 'none') =>
    Array.from({ length: count }, () => person(role))
  return {
    cadres: heads(size.enrolment > 1000 || size.manned > 1 ? 2 : 1, 'cadre'),
    guards: heads(guards, 'guard').map((guard) => ({
      ...guard,
      source: random.chance(0.85) ? ('company' as const) : ('own' as const),
    })),
    teachers: heads(Math.max(2, size.manned * 4), 'staff'),
    dormManagers: heads(size.boarders > 0 ? Math.ceil(size.boarders / 150) : 0, 'none'),
    volunteers: heads(size.manned * 5, 'volunteer'),
  }
}

const endings: Record<SchoolKind, readonly string[]> = {
  kindergarten: ['幼儿园'],
  primary: ['小学', '中心小学'],
  junior: ['初级中学', '中学'],
  nineYear: ['学校'],
  senior: ['高级中学'],
  complete: ['中学'],
  vocational: ['职业技术学校'],
  special: ['特殊教育学校'],
}

function schoolName({ station, random, names }: SchoolsOf, kind: SchoolKind): string {
  for (;;) {
    const name = `${station.place.name}${random.pick(schoolWords)}${random.pick(endings[kind])}`
    if (names.has(name)) continue
    names.add(name)
    return name
  }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
