import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BoardGroup, type BoardRow, boardGroups } from '../../contract/board.ts'
import { dutyRoles, noHeads } from '../../contract/duty-role.ts'
import { type ShiftState, shiftStates } from '../../contract/shift.ts'
import {
  bellOnBoard,
  bellsOf,
  countsByState,
  groupsOf,
  headsOf,
  missingOf,
  nextBell,
  passes,
  withRows,
} from './board-view.ts'

const bells = ['07:30', '07:40', '08:10'].map((time) => `2026-11-23T${time}:00+08:00`)
const heads = fc.integer({ min: 0, max: 5 })
const counts = fc.record(Object.fromEntries(dutyRoles.map((role) => [role, heads])))

const anyRow: fc.Arbitrary<BoardRow> = fc
  .record({
    shiftId: fc.uuid(),
    postName: fc.constantFrom('南门', '北门', '东门'),
    stationAreaId: fc.constantFrom('城关', '城东'),
    state: fc.constantFrom(...shiftStates),
    group: fc.constantFrom(...boardGroups),
    bellAt: fc.constantFrom(...bells),
    mustAttendLevel: fc.constantFrom(null, 'station' as const),
    have: counts,
    need: counts,
  })
  .map((fields) => fields as unknown as BoardRow)
const anyRows = fc.uniqueArray(anyRow, { selector: ({ shiftId }) => shiftId, maxLength: 60 })

const row = (fields: Partial<BoardRow>): BoardRow =>
  ({ shiftId: 'a', have: noHeads, need: noHeads, ...fields }) as BoardRow

describe('the board of today', () => {
  it('has posts that police must attend first among those of the same state and bell', () => {
    const gap = { group: 'send' as const, bellAt: bells[0] ?? '' }
    const rows = [
      row({ ...gap, shiftId: 'plain', postName: '北门', mustAttendLevel: null }),
      row({ ...gap, shiftId: 'must', postName: '南门', mustAttendLevel: 'city' }),
      row({ ...gap, shiftId: 'later', bellAt: bells[1] ?? '', mustAttendLevel: 'city' }),
    ]
    const order = groupsOf(rows).flatMap((one) => one.rows.map(({ shiftId }) => shiftId))
    expect(order).toEqual(['must', 'plain', 'later'])
  })

  it('counts each post in exactly one state, so that the parts add up', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const sum = Object.values(countsByState(rows)).reduce((a, b) => a + b, 0)
        expect(sum).toBe(rows.length)
      }),
    )
  })

  it('lists each post once, most urgent group first, earlier bells first inside a group', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const groups = groupsOf(rows)
        const order = groups.map(({ group }) => boardGroups.indexOf(group))
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(groups.flatMap((one) => one.rows).length).toBe(rows.length)
        for (const group of groups) {
          const times = group.rows.map(({ bellAt }) => bellAt)
          expect(times).toEqual([...times].sort())
        }
      }),
    )
  })

  it('shows the same set in each filter as the count of its chip', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...shiftStates), (rows, state: ShiftState) => {
        expect(rows.filter((one) => passes(one, { state })).length).toBe(countsByState(rows)[state])
      }),
    )
  })

  it('keeps a chosen bell as long as it has one, and hides no gap of another half-day', () => {
    const rows = bells.map((bellAt) => row({ bellAt }))
    expect(bellOnBoard(rows, '07:40')).toBe('07:40')
    expect(bellOnBoard(rows, '16:40')).toBeUndefined()
    expect(bellOnBoard([], '07:40')).toBeUndefined()
  })

  it('puts each post before its own bell, gaps next to the bell line', () => {
    const posts = (['full', 'unmanned', 'short'] as const).map((state, index) =>
      row({ shiftId: String(index), state, bellAt: bells[0] ?? '' }),
    )
    const [bell] = bellsOf(posts)
    expect(bell?.rows.map(({ state }) => state)).toEqual(['unmanned', 'short', 'full'])
  })

  it('waits for the next bell, and for the last when all have rung', () => {
    const all = bellsOf(bells.map((bellAt, index) => row({ shiftId: String(index), bellAt })))
    expect(nextBell(all, Date.parse('2026-11-23T07:35:00+08:00'))?.at).toBe(bells[1])
    expect(nextBell(all, Date.parse('2026-11-23T09:00:00+08:00'))?.at).toBe(bells[2])
    expect(nextBell([], 0)).toBeUndefined()
  })

  it('never counts extra heads of one gate for another, nor volunteers at all', () => {
    const rows = [
      row({
        shiftId: 'a',
        have: { ...noHeads, police: 3, volunteer: 9 },
        need: { ...noHeads, police: 1 },
      }),
      row({ shiftId: 'b', need: { ...noHeads, police: 1, volunteer: 4 } }),
    ]
    expect(headsOf(rows)).toEqual({ have: 1, need: 2 })
  })

  it('names what is missing, but never volunteers', () => {
    const need = { ...noHeads, police: 1, guard: 2, volunteer: 4 }
    expect(missingOf(row({ need, have: { ...noHeads, guard: 1 } }))).toEqual([
      ['police', 1],
      ['guard', 1],
    ])
  })
})

describe('rows that were read again', () => {
  const old = [row({ shiftId: 'a', group: 'send' }), row({ shiftId: 'b', group: 'full' })]

  it('take the place of the old ones', () => {
    const next = withRows(old, ['a'], [row({ shiftId: 'a', group: 'onTheWay' as BoardGroup })])
    expect(next).not.toBe('unknown')
    expect((next as BoardRow[]).map(({ group }) => group)).toEqual(['onTheWay', 'full'])
  })

  it('leave the board when they are no more: their shift was called off', () => {
    expect(withRows(old, ['a'], [])).toEqual([old[1]])
    expect(withRows(old, ['elsewhere'], [])).toEqual(old)
  })

  it('ask for a new board when one of them is not on it', () => {
    expect(withRows(old, ['c'], [row({ shiftId: 'c' })])).toBe('unknown')
  })
})
