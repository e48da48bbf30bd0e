import { expect, it } from 'vitest'
import { Id } from './id.ts'

it('is a UUID of version 7, and of no other', () => {
  const id = '019ab000-0000-7000-8000-000000000001'
  expect(Id.safeParse(id).success).toBe(true)
  for (const digit of '01234568f') {
    const other = `${id.slice(0, 14)}${digit}${id.slice(15)}`
    expect([other, Id.safeParse(other).success]).toEqual([other, false])
  }
  for (const other of ['', 'none', id.slice(1), '00000000-0000-0000-0000-000000000000']) {
    expect([other, Id.safeParse(other).success]).toEqual([other, false])
  }
})
