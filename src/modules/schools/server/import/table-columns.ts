import type { Locale } from '../../../../platform/contract/problem.ts'
import type { Said } from '../../../../platform/contract/said.ts'
import type { Choice, ColumnSpec, TableSpec } from '../../../../platform/spreadsheet/index.ts'

/** Words of one thing in both languages; the first of each is what a template shows. */
export interface Words {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

export interface ColumnWords extends Words {
  readonly example?: string
  readonly hint?: Said
}

/** A table before its words: kinds and limits by key. */
export type BareColumns<K extends string> = {
  readonly [key in K]: Omit<ColumnSpec, 'key' | 'labels' | 'choices' | 'example' | 'hint'> & {
    readonly choices?: Readonly<Record<string, Words>>
  }
}

export interface TableWords<K extends string> {
  readonly title: Said
  readonly columns: { readonly [key in K]: ColumnWords }
}

const ordered = (words: Words, locale: Locale): string[] =>
  locale === 'en' ? [...words.en, ...words.zh] : [...words.zh, ...words.en]

/** Choices of a column in the order of the catalogue. */
export const choicesOf = (words: Readonly<Record<string, Words>>, locale: Locale): Choice[] =>
  Object.entries(words).map(([value, own]) => ({ value, labels: ordered(own, locale) }))

/** A table as the clerk reads it: every heading in every language, the template's own first. */
export function tableSpec<K extends string>(
  table: Pick<TableSpec, 'name' | 'version' | 'unique' | 'coordinates'>,
  bare: BareColumns<K>,
  words: TableWords<K>,
  locale: Locale,
): TableSpec {
  const language = locale === 'en' ? 'en' : 'zh'
  const columns = (Object.keys(bare) as K[]).map((key): ColumnSpec => {
    const { choices, ...rest } = bare[key]
    const { example, hint, ...labels } = words.columns[key]
    return {
      ...rest,
      key,
      labels: ordered(labels, locale),
      ...(choices ? { choices: choicesOf(choices, locale) } : {}),
      ...(example === undefined ? {} : { example }),
      ...(hint ? { hint: hint[language] } : {}),
    }
  })
  return { ...table, title: words.title[language], columns }
}
