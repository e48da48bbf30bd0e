import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dutyRoles, noHeads, type RoleCounts } from '../contract/duty-role.ts'
import {
  bearingBetween,
  directionOf,
  distanceBetween,
  judgePosition,
} from '../contract/position-verdict.ts'
import { settingDefaults } from '../contract/setting.ts'
import { servedFrom } from '../contract/shift.ts'
import { groupOf, judge, missingOf } from './board/board.rules.ts'
import { correctedAt, judgeCheckIn } from './check-in/check-in.rules.ts'
import { headsOn, windowOf } from './shift/shift.rules.ts'

const at = (time: string) => new Date(`2026-11-23T${time}:00+08:00`)
const gate = { lon: 102.5, lat: 24.9 }
const heads = (counts: Partial<RoleCounts>): RoleCounts => ({ ...noHeads, ...counts })

describe('a position', () => {
  const off = (metres: number, accuracyM: number) => ({
    lon: gate.lon,
    lat: gate.lat + metres / 111_195,
    accuracyM,
    provider: 'gps',
  })

  it('is inside, uncertain or outside by its whole circle', () => {
    expect(judgePosition(off(30, 15), gate, 50).verdict).toBe('inside')
    expect(judgePosition(off(40, 15), gate, 50).verdict).toBe('uncertain')
    expect(judgePosition(off(60, 15), gate, 50).verdict).toBe('uncertain')
    expect(judgePosition(off(80, 15), gate, 50).verdict).toBe('outside')
  })

  it('never becomes surer by being farther or less exact', () => {
    const rank = { inside: 0, uncertain: 1, outside: 2 }
    const metres = fc.double({ min: 0, max: 500, noNaN: true })
    fc.assert(
      fc.property(metres, metres, metres, (near, more, accuracy) => {
        const first = judgePosition(off(near, accuracy), gate, 50).verdict
        const second = judgePosition(off(near + more, accuracy), gate, 50).verdict
        expect(rank[second]).toBeGreaterThanOrEqual(rank[first])
      }),
    )
  })

  it('knows how far the gate is and in which direction', () => {
    expect(distanceBetween(off(210, 0), gate)).toBeCloseTo(210, 0)
    expect(directionOf(bearingBetween(off(210, 0), gate))).toBe('s')
    expect(directionOf(bearingBetween({ lon: 102.49, lat: 24.9 }, gate))).toBe('e')
    expect(directionOf(359)).toBe('n')
  })
})

describe('the window of a shift', () => {
  it('begins before the first bell and lasts until after the last', () => {
    const window = windowOf('arrival', [at('08:10'), at('07:50')], settingDefaults)
    expect(window).toMatchObject({
      bellAt: at('07:50'),
      startsAt: at('07:30'),
      endsAt: at('08:25'),
      watchAt: at('07:35'),
    })
    expect(windowOf('dismissal', [], settingDefaults)).toBeNull()
  })

  it('asks for the team and the changes in force, never below nobody', () => {
    const team = [
      { role: 'police' as const, heads: 1, must: true },
      { role: 'guard' as const, heads: 2, must: false },
    ]
    const change = { startsOn: '2026-11-23', endsOn: '2026-11-24' }
    const changes = [
      { role: 'guard' as const, delta: 2, ...change },
      { role: 'police' as const, delta: -3, ...change },
    ]
    expect(headsOn('2026-11-23', team, changes)).toEqual({
      need: heads({ guard: 4 }),
      mustRoles: [],
    })
    expect(headsOn('2026-11-25', team, changes).need).toEqual(heads({ police: 1, guard: 2 }))
  })
})

describe('the state of a post', () => {
  const need = heads({ police: 1, auxiliary: 1, guard: 2, volunteer: 4 })
  const mustRoles = ['police', 'auxiliary'] as const
  const watched = { now: at('07:50'), watchAt: at('07:45'), endsAt: at('08:15') }
  const stateOf = (
    present: Partial<RoleCounts>,
    doubtful: Partial<RoleCounts> = {},
    when = watched,
  ) => judge({ need, mustRoles, present: heads(present), doubtful: heads(doubtful) }, when).state

  it('is unmanned when a must role has nobody, short when another is below', () => {
    expect(stateOf({})).toBe('unmanned')
    expect(stateOf({ police: 1, guard: 2 })).toBe('unmanned')
    expect(stateOf({ police: 1, auxiliary: 1, guard: 1 })).toBe('short')
    expect(stateOf({ police: 1, auxiliary: 1, guard: 2 })).toBe('full')
  })

  it('is uncertain where only doubtful people would fill it', () => {
    expect(stateOf({ auxiliary: 1, guard: 2 }, { police: 1 })).toBe('uncertain')
    expect(stateOf({ police: 1, auxiliary: 1, guard: 1 }, { guard: 1 })).toBe('uncertain')
  })

  it('waits before the watch and is over at the end', () => {
    expect(stateOf({}, {}, { ...watched, now: at('07:44') })).toBe('waiting')
    expect(stateOf({}, {}, { ...watched, now: at('08:15') })).toBe('over')
  })

  it('is never short of volunteers, and never gets worse by a person more', () => {
    const some = fc.record(Object.fromEntries(dutyRoles.map((role) => [role, fc.nat({ max: 5 })])))
    const rank = { unmanned: 0, short: 1, uncertain: 2, full: 3, waiting: 9, over: 9 }
    fc.assert(
      fc.property(some, fc.constantFrom(...dutyRoles), (counts, role) => {
        const present = counts as RoleCounts
        expect(missingOf(need, present).volunteer).toBe(0)
        const more = { ...present, [role]: present[role] + 1 }
        expect(rank[stateOf(more)]).toBeGreaterThanOrEqual(rank[stateOf(present)])
        if (role === 'volunteer') expect(stateOf(more)).toBe(stateOf(present))
      }),
    )
  })

  it('stays in a red group until somebody is there', () => {
    expect(groupOf('unmanned', null)).toBe('send')
    expect(groupOf('unmanned', 'asked')).toBe('asked')
    expect(groupOf('unmanned', 'accepted')).toBe('onTheWay')
    expect(groupOf('unmanned', 'declined')).toBe('send')
    expect(groupOf('short', 'asked')).toBe('short')
  })
})

describe('a check-in', () => {
  const shift = {
    half: 'arrival' as const,
    bellAt: at('08:00'),
    startsAt: at('07:40'),
    endsAt: at('08:15'),
  }
  const facts = {
    direction: 'in' as const,
    method: 'position' as const,
    at: at('07:45'),
    clockAhead: false,
    shift,
    judgement: { verdict: 'inside' as const, distanceM: 5, bearingDeg: 0 },
    gateCodeRight: false,
    mayShowCode: false,
    photoAnnounced: false,
    expected: true,
    roleKnown: true,
  }

  it('after the bell is late, and still counts when it is inside', () => {
    expect(judgeCheckIn({ ...facts, at: at('08:05') })).toEqual({
      verdict: 'inside',
      late: true,
      causes: ['late'],
      approval: 'notNeeded',
    })
  })

  it('registered afterwards, far from the window or of nobody known waits for a leader', () => {
    const waits = (change: object) => judgeCheckIn({ ...facts, ...change }).approval
    expect(waits({ method: 'reason', judgement: null })).toBe('pending')
    expect(waits({ at: at('06:39') })).toBe('pending')
    expect(waits({ at: at('08:15') })).toBe('notNeeded')
    expect(waits({ at: at('08:16') })).toBe('pending')
    expect(waits({ roleKnown: false })).toBe('pending')
    expect(waits({ judgement: null })).toBe('pending')
    expect(waits({ expected: false })).toBe('notNeeded')
  })

  it('by a right code is at the gate; by who may show the code only with a position inside', () => {
    const coded = { ...facts, method: 'gateCode' as const, gateCodeRight: true, judgement: null }
    const positions = [null, 'inside', 'uncertain', 'outside'] as const
    const verdictsOf = (mayShowCode: boolean) =>
      positions.map((verdict) => {
        const judgement = verdict && { verdict, distanceM: 5, bearingDeg: 0 }
        return judgeCheckIn({ ...coded, mayShowCode, judgement }).verdict
      })
    expect(verdictsOf(false)).toEqual(['inside', 'inside', 'inside', 'inside'])
    expect(verdictsOf(true)).toEqual(['uncertain', 'inside', 'uncertain', 'uncertain'])
    expect(judgeCheckIn({ ...coded, mayShowCode: true, photoAnnounced: true })).toMatchObject({
      causes: ['gateCodeOwn'],
      approval: 'pending',
    })
  })

  it('by a code of their own is judged no worse than by a wrong one, where a picture comes', () => {
    const judgement = { verdict: 'uncertain' as const, distanceM: 40, bearingDeg: 0 }
    const coded = { ...facts, method: 'gateCode' as const, mayShowCode: true, judgement }
    for (const gateCodeRight of [true, false]) {
      const { causes } = judgeCheckIn({ ...coded, gateCodeRight, photoAnnounced: true })
      expect(causes).toEqual(['photoAwaited'])
    }
    const elsewhere = { ...judgement, verdict: 'outside' as const }
    expect(
      judgeCheckIn({ ...coded, gateCodeRight: true, photoAnnounced: true, judgement: elsewhere }),
    ).toMatchObject({ causes: ['gateCodeOwn'] })
  })

  it('on leaving needs nobody; leaving before the bell is shown as early', () => {
    const out = { ...facts, direction: 'out' as const, judgement: null }
    expect(judgeCheckIn({ ...out, at: at('07:50') })).toMatchObject({
      approval: 'notNeeded',
      causes: ['earlyLeave'],
    })
    expect(judgeCheckIn({ ...out, at: at('08:01') }).causes).toEqual([])
    const dismissal = { half: 'dismissal' as const, bellAt: at('16:30'), endsAt: at('17:00') }
    expect(servedFrom(dismissal)).toEqual(at('16:45'))
  })

  it('is put on the clock of the server and never ahead of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), fc.nat({ max: 1e7 }), (skew, agoMs) => {
        const now = at('08:00')
        const device = (instant: number) => new Date(instant + skew)
        const taken = device(now.getTime() - agoMs)
        const corrected = correctedAt(taken, device(now.getTime()), now)
        expect(corrected.at.getTime()).toBe(now.getTime() - agoMs)
        expect(corrected.clockAhead).toBe(false)
      }),
    )
    const ahead = correctedAt(at('09:00'), at('08:00'), at('08:00'))
    expect(ahead).toEqual({ at: at('08:00'), clockAhead: true })
  })
})
