const separators = [' ', '-', '_']
const modifiers = 'extra ext ex x semi sem sm demi dem ultra'.split(' ')
const suffixes = (
  'normal italic oblique slanted thin th hairline light lt regular medium med md bold bd demi ' +
  'extb black blk bk heavy narrow condensed cond cn cd compressed expanded exp'
).split(' ')

function without(text: string, endings: readonly string[]): string | undefined {
  const ending = endings.find((candidate) => text.endsWith(candidate))
  return ending === undefined ? undefined : text.slice(0, -ending.length)
}

function withoutAll(text: string, endings: readonly string[]): string {
  const shorter = without(text, endings)
  return shorter === undefined ? text : withoutAll(shorter, endings)
}

/** One round: style words come off only where a separator stands before them. */
function shortened(family: string): string {
  const bare = withoutAll(family, suffixes)
  if (bare === family) return family
  const kept = without(bare, separators)
  const modified = without(kept ?? bare, modifiers)
  return (modified && without(modified, separators)) ?? kept ?? family
}

/**
 * The name under which Typst 0.14 files a face: the family name of the font without the words for
 * weight and width at its end ("Noto Sans S Chinese Light" → "Noto Sans S Chinese"). It mirrors
 * `typographic_family` of Typst's font book, because the compiler cannot be asked.
 */
export function typstFamily(family: string): string {
  const name = family.trim().replace(/^\.+/, '')
  let lower = name.toLowerCase()
  for (let next = shortened(lower); next !== lower; next = shortened(lower)) lower = next
  return name.slice(0, lower.length)
}
