import { describe, expect, it } from 'vitest'
import type { StoredCheckIn } from '../../contract/check-in.ts'
import { mayComeAgain, type OwnCheckIn, presenceOf } from './presence.rules.ts'

const stored = (
  id: string,
  direction: 'in' | 'out',
  at: string,
  fields: Partial<StoredCheckIn> = {},
): StoredCheckIn => ({
  id,
  shiftId: 's',
  direction,
  at: `2026-11-23T${at}:00+08:00`,
  method: 'position',
  verdict: 'inside',
  distanceM: 18,
  late: false,
  causes: [],
  approval: 'notNeeded',
  counts: true,
  ...fields,
})
const refused = { approval: 'refused', counts: false } satisfies Partial<StoredCheckIn>
const outside = {
  approval: 'pending',
  counts: false,
  causes: ['outside'],
} satisfies Partial<StoredCheckIn>
const own = (
  id: string,
  direction: 'in' | 'out',
  at: string,
  state: OwnCheckIn['state'] = 'waiting',
): OwnCheckIn => ({
  record: { id, shiftId: 's', direction },
  at: `2026-11-23T${at}:00+08:00`,
  state,
})
const shift = (...checkIns: StoredCheckIn[]) => ({ shiftId: 's', checkIns })

describe('presence at one shift', () => {
  it('nothing known: not there', () => {
    expect(presenceOf(shift(), [])).toEqual({ step: 'none', in: undefined })
  })

  it('written on the phone is as good as there, marked as not delivered', () => {
    const presence = presenceOf(shift(), [own('a', 'in', '07:19')])
    expect(presence.step).toBe('in')
    expect(presence.in).toMatchObject({ delivered: false, stopped: false })
  })

  it('known to the server and still on the phone is one record', () => {
    const presence = presenceOf(shift(stored('a', 'in', '07:19')), [own('a', 'in', '07:19')])
    expect(presence.in).toMatchObject({ delivered: true })
  })

  it('the first coming and the last leaving count', () => {
    const presence = presenceOf(shift(stored('b', 'in', '07:25'), stored('c', 'out', '07:50')), [
      own('a', 'in', '07:19', 'stored'),
      own('d', 'out', '07:55'),
    ])
    expect(presence.step).toBe('out')
    expect(presence.in?.at).toBe('2026-11-23T07:19:00+08:00')
    expect(presence.out?.at).toBe('2026-11-23T07:55:00+08:00')
  })

  it('what the server stopped still shows, and another shift does not', () => {
    const other = { ...own('z', 'in', '07:19'), record: { id: 'z', shiftId: 't', direction: 'in' } }
    const presence = presenceOf(shift(), [own('a', 'in', '07:19', 'stopped'), other as OwnCheckIn])
    expect(presence).toMatchObject({ step: 'none', in: { stopped: true } })
    expect(presenceOf(shift(), [other as OwnCheckIn]).step).toBe('none')
  })

  it('what a leader refused is no coming: it shows, and another one counts', () => {
    const late = stored('a', 'in', '07:19', refused)
    expect(presenceOf(shift(late), [])).toMatchObject({ step: 'none', in: { stored: late } })
    const left = stored('b', 'out', '07:25')
    expect(presenceOf(shift(late, left), []).step).toBe('none')
    const again = presenceOf(shift(late, left), [own('c', 'in', '07:30')])
    expect(again).toMatchObject({ step: 'in', in: { delivered: false } })
  })

  it('who comes back after leaving is on post again, until they leave again', () => {
    const before = [stored('a', 'in', '07:19'), stored('b', 'out', '07:25')]
    expect(mayComeAgain(presenceOf(shift(...before), []))).toBe(true)
    const back = presenceOf(shift(...before), [own('c', 'in', '07:30')])
    expect(back).toMatchObject({ step: 'in', in: { delivered: false } })
    expect(back.out).toBeUndefined()
    expect(mayComeAgain(back)).toBe(false)
    const gone = presenceOf(shift(...before, stored('c', 'in', '07:30')), [
      own('d', 'out', '07:50'),
    ])
    expect(gone).toMatchObject({ step: 'out', in: { stored: { id: 'a' } } })
  })

  it('a leaving that was stopped leaves nobody gone', () => {
    const presence = presenceOf(shift(stored('a', 'in', '07:19')), [
      own('b', 'out', '07:25', 'stopped'),
    ])
    expect(presence.step).toBe('in')
  })

  it('a coming that waits for a leader is bettered by one that counts', () => {
    const waits = stored('a', 'in', '07:19', outside)
    const presence = presenceOf(shift(waits), [])
    expect(presence).toMatchObject({ step: 'in', in: { stored: waits } })
    expect(mayComeAgain(presence)).toBe(true)
    const better = presenceOf(shift(waits, stored('b', 'in', '07:24')), [])
    expect(better).toMatchObject({ step: 'in', in: { stored: { id: 'b' } } })
    expect(mayComeAgain(better)).toBe(false)
    const pictured = { ...outside, causes: ['photoAwaited'] } satisfies Partial<StoredCheckIn>
    const onItsWay = presenceOf(shift(stored('a', 'in', '07:19', pictured)), [])
    expect(mayComeAgain(onItsWay)).toBe(false)
  })
})
