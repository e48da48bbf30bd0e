import { describe, expect, it } from 'vitest'
import type { MyDuty } from '../../contract/mine.ts'
import { changesUnread, focusOf, heldBy, leavesEarly } from './focus.rules.ts'
import type { ShiftPresence } from './presence.rules.ts'

const time = (clock: string, day = '2026-11-23') => `${day}T${clock}:00+08:00`
const at = (clock: string, day?: string) => Date.parse(time(clock, day))
const shift = (shiftId: string, starts: string, ends: string, day?: string) => ({
  shiftId,
  startsAt: time(starts, day),
  bellAt: time('07:30', day),
  endsAt: time(ends, day),
  cancelled: false,
  half: 'arrival' as const,
})
const morning = shift('m', '07:10', '07:45')
const evening = shift('e', '16:10', '16:40')
const steps =
  (known: Record<string, ShiftPresence['step']> = {}) =>
  ({ shiftId }: { shiftId: string }): ShiftPresence => ({ step: known[shiftId] ?? 'none' })

describe('which shift the large button is about', () => {
  it('none long before; the next one is named', () => {
    const focus = focusOf([evening, morning], steps(), at('05:00'))
    expect(focus.now).toBeUndefined()
    expect(focus.next?.shiftId).toBe('m')
  })

  it('from an hour before its beginning until its end', () => {
    expect(focusOf([morning], steps(), at('06:09')).now).toBeUndefined()
    expect(focusOf([morning], steps(), at('06:10')).now?.shiftId).toBe('m')
    expect(focusOf([morning], steps(), at('07:45')).now?.shiftId).toBe('m')
  })

  it('who is on post may leave up to an hour late', () => {
    expect(focusOf([morning], steps({ m: 'in' }), at('08:40')).now?.shiftId).toBe('m')
    expect(focusOf([morning], steps({ m: 'in' }), at('08:46')).now).toBeUndefined()
  })

  it('who has left sees it until its end, unless another one is to be done', () => {
    const second = shift('n', '07:20', '07:50')
    const gone = steps({ m: 'out' })
    expect(focusOf([morning], gone, at('07:40')).now?.shiftId).toBe('m')
    expect(focusOf([morning], gone, at('07:46')).now).toBeUndefined()
    const focus = focusOf([morning, second], gone, at('07:40'))
    expect(focus.now?.shiftId).toBe('n')
    expect(focus.beside.map(({ shiftId }) => shiftId)).toEqual(['m'])
  })

  it('two gates in one half-day stand beside each other', () => {
    const second = shift('n', '07:20', '07:50')
    const focus = focusOf([second, morning], steps(), at('07:30'))
    expect(focus.now?.shiftId).toBe('m')
    expect(focus.beside.map(({ shiftId }) => shiftId)).toEqual(['n'])
  })

  it('over without a check-in is missed, for the day; a cancelled one is not', () => {
    const ids = (list: readonly { shiftId: string }[]) => list.map(({ shiftId }) => shiftId)
    expect(ids(focusOf([morning], steps(), at('07:46')).missed)).toEqual(['m'])
    expect(ids(focusOf([morning], steps({ m: 'in' }), at('09:46')).missed)).toEqual([])
    expect(ids(focusOf([morning], steps(), at('07:46', '2026-11-24')).missed)).toEqual([])
    expect(focusOf([{ ...morning, cancelled: true }], steps(), at('07:30')).now).toBeUndefined()
  })
})

describe('leaving early', () => {
  it('is before the bell in the morning', () => {
    expect(leavesEarly(morning, at('07:29'))).toBe(true)
    expect(leavesEarly(morning, at('07:30'))).toBe(false)
  })
})

describe('changes not yet read', () => {
  it('counts changed shifts only', () => {
    const notices = [
      { kind: 'shiftChanged', readAt: null },
      { kind: 'shiftChanged', readAt: time('07:00') },
      { kind: 'weekPublished', readAt: null },
    ]
    expect(changesUnread(notices)).toBe(1)
  })
})

describe('the shifts that a phone holds', () => {
  it('are mine, and where I stand in, as long as my coming is known: refused as well', () => {
    const standIn = { direction: 'in', at: time('07:12'), causes: ['notAssigned'] }
    const nearby = (shiftId: string, checkIns: unknown[]) => ({ shiftId, checkIns })
    const duty = {
      role: 'guard',
      shifts: [nearby('m', [])],
      nearby: [
        nearby('a', [{ ...standIn, approval: 'refused' }]),
        nearby('b', [{ ...standIn, approval: 'notNeeded' }]),
        nearby('c', []),
      ],
    } as unknown as MyDuty
    expect(heldBy(duty, []).map(({ shiftId }) => shiftId)).toEqual(['m', 'a', 'b'])
  })
})
