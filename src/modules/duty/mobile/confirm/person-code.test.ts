import { expect, it } from 'vitest'
import { parsePersonCode, personCodeText } from './person-code.ts'

const code = {
  shiftId: '0190a000-0000-7000-8000-000000000001',
  personId: '0190a000-0000-7000-8000-000000000002',
  direction: 'in',
} as const

it('what one phone shows another one reads', () => {
  expect(parsePersonCode(personCodeText(code))).toEqual(code)
})

it.each([
  '',
  'https://example.org',
  'anyuan:gate:1:ABCDEFGHJK',
  personCodeText(code).replace(':in', ':up'),
  `${personCodeText(code)}:more`,
  'anyuan:person:x:y:in',
])('%s is no code of a person', (text) => {
  expect(parsePersonCode(text)).toBeUndefined()
})
