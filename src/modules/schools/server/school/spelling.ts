import { pinyin } from 'pinyin-pro'

/** How a school is found by letters: `tuodongdiyixiaoxue` and `tddyxx`. */
export function schoolSpelling(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((syllable) => syllable !== '')
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => [...syllable][0] ?? '').join(''),
  }
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')

export interface SearchPatterns {
  readonly nameLike: string
  readonly lettersLike: string | null
  readonly codeLike: string | null
}

/** Fewer characters sound like too many other words. */
const soundsAlikeMin = 3

/**
 * Patterns for what somebody typed: Chinese is looked for in names, and from three characters on
 * also by its sound, so that simplified letters find traditional ones; Latin letters in pinyin,
 * initials and English names; digits in codes.
 */
export function searchPatterns(text: string): SearchPatterns {
  const typed = text.trim()
  const nameLike = `%${escaped(typed)}%`
  if (/\p{Script=Han}/u.test(typed)) {
    const sound = schoolSpelling(typed).pinyin
    const isLong = [...typed].length >= soundsAlikeMin
    return { nameLike, lettersLike: isLong && sound ? `%${sound}%` : null, codeLike: null }
  }
  const letters = typed.toLowerCase()
  return {
    nameLike,
    lettersLike: `%${escaped(letters)}%`,
    codeLike: /^[0-9A-Za-z-]+$/.test(typed) ? `${escaped(typed)}%` : null,
  }
}
