import { type Random, randomFrom } from '../../src/app/demo/random.ts'
import type { CitySchool } from '../../test/load/city.ts'
import type { CityPhone } from '../../test/load/phones.ts'

export interface LateRecord {
  readonly id: string
  readonly kind: 'checkIn' | 'event'
  readonly [field: string]: unknown
}

/** What a phone sends in one request, at the first or at the second of two times. */
export interface Delivery {
  readonly phone: CityPhone
  /** How far the phone's clock is ahead (or behind); the request shows it. */
  readonly skewMs: number
  readonly records: readonly LateRecord[]
  readonly when: 'soon' | 'late'
}

export interface PostStory {
  readonly postId: string
  readonly phones: readonly CityPhone[]
  readonly records: readonly LateRecord[]
  /** In the order in which they arrive: another one for each post. */
  readonly deliveries: readonly Delivery[]
}

const copies = 5
const minuteMs = 60_000

/**
 * The same morning at every post: each of the team comes, leaves after the bell, and the police
 * help somebody. What differs is how it reaches the server: each record five times, cut into
 * requests and shuffled, some while the shift goes on, the rest a month later.
 */
export function storyOf(
  school: CitySchool,
  phones: readonly CityPhone[],
  bellAt: Date,
  seed: number,
): PostStory {
  const random = randomFrom(seed)
  const told = phones.map((phone, slot) => {
    const skewMs = (slot % 4) * 3 * minuteMs - 5 * minuteMs
    return { phone, skewMs, records: recordsOf({ school, phone, slot, bellAt, skewMs, random }) }
  })
  const deliveries = told.flatMap(({ phone, skewMs, records }) =>
    cut(shuffled(Array.from({ length: copies }, () => records).flat(), random), random).map(
      (part): Delivery => ({
        phone,
        skewMs,
        records: part,
        when: random.chance(1 / 3) ? 'soon' : 'late',
      }),
    ),
  )
  return {
    postId: school.postId,
    phones,
    records: told.flatMap(({ records }) => records),
    deliveries: shuffled(deliveries, random),
  }
}

interface Told {
  readonly school: CitySchool
  readonly phone: CityPhone
  readonly slot: number
  readonly bellAt: Date
  readonly skewMs: number
  readonly random: Random
}

function recordsOf({ school, phone, slot, bellAt, skewMs, random }: Told): LateRecord[] {
  // Half a minute past, so that the way of a request does not move a record into another minute.
  const at = (minutes: number) =>
    new Date(bellAt.getTime() + minutes * minuteMs + minuteMs / 2 + skewMs).toISOString()
  const position = { lon: school.lon + 0.00005, lat: school.lat, accuracyM: 8, provider: 'gps' }
  const shared = { shiftId: school.shiftId, offline: true }
  const checkIn = { ...shared, kind: 'checkIn' as const, method: 'position', position }
  const came = { ...checkIn, id: random.id(), direction: 'in', at: at(slot - 16) }
  const left = { ...checkIn, id: random.id(), direction: 'out', at: at(1) }
  if (phone.role !== 'police') return [came, left]
  const help = { ...shared, kind: 'event' as const, id: random.id(), postId: school.postId }
  return [came, left, { ...help, event: 'help', heads: 1, result: 'handled', at: at(-2) }]
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last)
    const [a, b] = [all[last], all[other]]
    if (a !== undefined && b !== undefined) [all[last], all[other]] = [b, a]
  }
  return all
}

/** Three requests or so, of different lengths. */
function cut<T>(items: readonly T[], random: Random): T[][] {
  const parts: T[][] = []
  for (let first = 0; first < items.length; ) {
    const length = random.between(1, Math.ceil(items.length / 2))
    parts.push(items.slice(first, first + length))
    first += length
  }
  return parts
}
