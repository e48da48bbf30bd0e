import { describe, expect, it } from 'vitest'
import { periodOf } from './period.ts'

describe('the period of a preset', () => {
  it('is a reporting month that starts on the 21st', () => {
    expect(periodOf('month', '2026-11-23')).toEqual({
      firstDay: '2026-11-21',
      lastDay: '2026-11-23',
    })
    expect(periodOf('month', '2026-11-20')).toEqual({
      firstDay: '2026-10-21',
      lastDay: '2026-11-20',
    })
    expect(periodOf('month', '2026-01-05')).toEqual({
      firstDay: '2025-12-21',
      lastDay: '2026-01-05',
    })
  })

  it('ends the last month on the 20th', () => {
    expect(periodOf('lastMonth', '2026-11-23')).toEqual({
      firstDay: '2026-10-21',
      lastDay: '2026-11-20',
    })
    expect(periodOf('lastMonth', '2026-03-01')).toEqual({
      firstDay: '2026-01-21',
      lastDay: '2026-02-20',
    })
  })

  it('starts a week on its Monday', () => {
    expect(periodOf('week', '2026-11-29')).toEqual({
      firstDay: '2026-11-23',
      lastDay: '2026-11-29',
    })
  })

  it('turns days round that were chosen the wrong way', () => {
    expect(
      periodOf('custom', '2026-11-23', { firstDay: '2026-11-20', lastDay: '2026-11-01' }),
    ).toEqual({ firstDay: '2026-11-01', lastDay: '2026-11-20' })
  })
})
