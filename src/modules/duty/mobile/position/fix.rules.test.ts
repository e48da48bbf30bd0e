import { expect, it } from 'vitest'
import { betterFix } from './fix.rules.ts'

const fix = (accuracyM: number, atMs: number) => ({
  fix: { lon: 102.7, lat: 25, accuracyM, provider: 'h5' },
  atMs,
})

it('a better fix replaces a worse one, a worse one waits until the better is old', () => {
  const [rough, fine] = [fix(120, 0), fix(8, 1000)]
  expect(betterFix(undefined, rough)).toBe(rough)
  expect(betterFix(rough, fine)).toBe(fine)
  expect(betterFix(fine, fix(60, 9000))).toBe(fine)
  const later = fix(60, 16_001)
  expect(betterFix(fine, later)).toBe(later)
})
