import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the days that a phone stays signed in', () => {
  const daysOf = (ANYUAN_DEVICE_SESSION_DAYS: string) =>
    readConfig({ ANYUAN_DEVICE_SESSION_DAYS }).deviceSessionDays

  it('are read from the environment, and left to the product when not named', () => {
    expect(daysOf('7')).toBe(7)
    expect(readConfig({}).deviceSessionDays).toBeUndefined()
  })

  for (const wrong of ['0', '181', '1.5', 'a month']) {
    it(`are refused as ${wrong}, by name`, () => {
      expect(() => daysOf(wrong)).toThrow(/ANYUAN_DEVICE_SESSION_DAYS: /)
    })
  }
})
