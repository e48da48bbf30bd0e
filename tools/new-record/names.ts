/** The forms of a record's name that the skeletons use. */
export type RecordNames = {
  module: string
  /** `safety-kit-check` */
  kebab: string
  kebabPlural: string
  chinese: string
}

/** The example that the skeletons are written with. */
const example: RecordNames = {
  module: 'inspections',
  kebab: 'safety-kit-check',
  kebabPlural: 'safety-kit-checks',
  chinese: '安全包检查',
}

/** @throws Error when the noun is not `lower-case-words`. */
export function recordNames(module: string, noun: string, chinese: string): RecordNames {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(noun)) {
    throw new Error(`"${noun}" is no noun in lower case with hyphens, as in safety-kit-check`)
  }
  return { module, kebab: noun, kebabPlural: plural(noun), chinese }
}

/** A skeleton's text or path, with the example's names replaced by the record's. */
export function renamed(text: string, names: RecordNames): string {
  const pairs = Object.entries(formsOf(example)).map(([form, from]) => ({
    from,
    to: formsOf(names)[form] ?? '',
  }))
  // The longest first: the plural holds the singular.
  pairs.sort((a, b) => b.from.length - a.from.length)
  const pattern = new RegExp(pairs.map(({ from }) => from).join('|'), 'g')
  return text.replace(pattern, (found) => pairs.find(({ from }) => from === found)?.to ?? found)
}

function formsOf({ module, kebab, kebabPlural, chinese }: RecordNames): Record<string, string> {
  return {
    module,
    chinese,
    kebab,
    kebabPlural,
    snake: kebab.replaceAll('-', '_'),
    words: kebab.replaceAll('-', ' '),
    wordsPlural: kebabPlural.replaceAll('-', ' '),
    sentence: capital(kebab.replaceAll('-', ' ')),
    sentencePlural: capital(kebabPlural.replaceAll('-', ' ')),
    camel: camel(kebab),
    camelPlural: camel(kebabPlural),
    pascal: capital(camel(kebab)),
    pascalPlural: capital(camel(kebabPlural)),
  }
}

function plural(noun: string): string {
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

const camel = (kebab: string): string =>
  kebab.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
