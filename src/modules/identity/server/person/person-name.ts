import { pinyin } from 'pinyin-pro'

/** How a name is found by letters: `zhang wei` and `zw`. */
export function spellings(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    mode: 'surname',
  }).map((syllable) => syllable.toLowerCase())
  return {
    pinyin: syllables.join(' ').replace(/\s+/g, ' ').trim(),
    initials: syllables.map((syllable) => syllable.trim()[0] ?? '').join(''),
  }
}
