import { type Half, servedFrom } from '../../modules/duty/contract/shift.ts'
import { randomFrom } from './random.ts'

/** What a person must know of a shift to play it. */
export interface PlayedShift {
  readonly shiftId: string
  readonly postId: string
  readonly day: string
  readonly half: Half
  readonly role: string
  readonly bellAt: string
  readonly startsAt: string
  readonly endsAt: string
  readonly lon: number | null
  readonly lat: number | null
  readonly kit: readonly string[]
}

/** What one invented person does on one shift. */
export interface Behaviour {
  readonly checkInAt: Date
  readonly checkOutAt: Date | null
  readonly position: { lon: number; lat: number; accuracyM: number; provider: string } | null
  readonly event: 'request' | 'help' | 'check' | 'patrol' | 'deed' | 'incident' | null
  readonly offline: boolean
}

const metresPerDegree = 111_320

/**
 * The same person does the same on the same shift at each run. Most are early and inside; a few
 * are uncertain, a few use the gate's code, a few forget to check out; each half-day some posts
 * wait long for their police, so that the board has something to say.
 */
export function behaviourOf(shift: PlayedShift, personId: string): Behaviour {
  const random = randomFrom(hashOf(`${shift.day}${shift.half}${shift.postId}${personId}`))
  const post = randomFrom(hashOf(`${shift.day}${shift.half}${shift.postId}`))
  const bellAt = new Date(shift.bellAt).getTime()
  const startsAt = new Date(shift.startsAt).getTime()
  const endsAt = new Date(shift.endsAt).getTime()
  const late = post.chance(0.035) && isPolice(shift.role)
  const early = startsAt + (bellAt - startsAt) * (random.next() ** 2 * 0.3) - 300_000
  const checkInAt = new Date(
    late ? bellAt - (4 + random.next() * 6) * 60_000 : Math.max(startsAt - 300_000, early),
  )
  const leavesFrom = servedFrom({ ...shift, bellAt: new Date(bellAt), endsAt: new Date(endsAt) })
  const leaves = leavesFrom.getTime() + random.next() * Math.max(0, endsAt - leavesFrom.getTime())
  return {
    checkInAt,
    checkOutAt: random.chance(0.93) ? new Date(Math.max(leaves, bellAt + 60_000)) : null,
    position: positionAt(shift, random.chance(0.02), random),
    event: random.chance(isPolice(shift.role) ? 0.05 : 0.012)
      ? random.pick(eventsOf(shift.role))
      : null,
    offline: random.chance(0.03),
  }
}

const isPolice = (role: string) => role === 'police' || role === 'auxiliary'

const everyday = ['request', 'help', 'help', 'check', 'patrol', 'help', 'request'] as const

const eventsOf = (role: string) =>
  isPolice(role)
    ? ([...everyday, ...everyday, ...everyday, 'incident', 'deed'] as const)
    : (['help', 'help', 'request'] as const)

function positionAt(shift: PlayedShift, unsure: boolean, random: ReturnType<typeof randomFrom>) {
  if (shift.lon === null || shift.lat === null) return null
  const awayM = unsure ? 35 + random.next() * 25 : random.next() * 24
  const angle = random.next() * 2 * Math.PI
  const east = (Math.cos(angle) * awayM) / (metresPerDegree * Math.cos((shift.lat * Math.PI) / 180))
  return {
    lon: shift.lon + east,
    lat: shift.lat + (Math.sin(angle) * awayM) / metresPerDegree,
    accuracyM: Math.round(unsure ? 18 + random.next() * 30 : 5 + random.next() * 12),
    provider: 'gps',
  }
}

function hashOf(text: string): number {
  let hash = 2_166_136_261
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  return hash >>> 0
}
