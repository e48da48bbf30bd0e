import { expect, it } from 'vitest'
import { ruleState } from './written-rule.rules.ts'

it('a written rule is missing, in force, expiring within 30 days, or expired', () => {
  const on = (expiresOn: string | null) => ruleState({ expiresOn }, '2026-11-23')
  expect(ruleState(undefined, '2026-11-23')).toBe('missing')
  expect(on(null)).toBe('inForce')
  expect(on('2026-12-24')).toBe('inForce')
  expect(on('2026-12-23')).toBe('expiring')
  expect(on('2026-11-23')).toBe('expiring')
  expect(on('2026-11-22')).toBe('expired')
})
