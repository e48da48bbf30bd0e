import { expect, test } from 'vitest'
import { formatDocumentNumber, parseDocumentNumber } from './document-number.ts'

test('a number is written without padding and read back', () => {
  const number = { code: '安公治报', year: 2026, sequence: 1 }
  expect(formatDocumentNumber(number)).toBe('安公治报〔2026〕1号')
  expect(parseDocumentNumber('安公治报〔2026〕1号')).toEqual(number)
})

test.each(['安公治报[2026]1号', '安公治报〔2026〕01号', '〔2026〕1号', '安公治报〔26〕1号'])(
  '%s is no number',
  (text) => expect(parseDocumentNumber(text)).toBeUndefined(),
)
