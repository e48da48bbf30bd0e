import { describe, expect, it } from 'vitest'
import type { StoredCheckIn } from '../../contract/check-in.ts'
import { type OwnCheckIn, presenceOf } from './presence.rules.ts'

const stored = (id: string, direction: 'in' | 'out', at: string): StoredCheckIn => ({
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
})
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
    expect(presenceOf(shift(), [])).toEqual({ step: 'none', in: undefined, out: undefined })
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
    expect(presence.in).toMatchObject({ stopped: true })
    expect(presenceOf(shift(), [other as OwnCheckIn]).step).toBe('none')
  })
})
