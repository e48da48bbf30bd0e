import en from './locales/en.json' with { type: 'json' }
import zh from './locales/zh-CN.json' with { type: 'json' }
import type { Details, UnreadableWorkbook } from './reading/unreadable-workbook.ts'
import type { CellProblem } from './table-spec.ts'

export type Locale = 'zh-CN' | 'en'
type Catalogue = typeof zh
type Group = keyof Catalogue

const catalogues: Readonly<Record<Locale, Catalogue>> = { 'zh-CN': zh, en }

/** One text of the catalogue with its `{{details}}` filled in. */
export function textOf<G extends Group>(
  locale: Locale,
  group: G,
  key: keyof Catalogue[G] & string,
  details: Details = {},
): string {
  const template = String(catalogues[locale][group][key])
  return template.replace(/\{\{([\w-]+)\}\}/g, (_, name) => String(details[name] ?? ''))
}

/** The same text in every language, for recognising our own words in a file. */
export const everyText = <G extends Group>(
  group: G,
  key: keyof Catalogue[G] & string,
): ReadonlySet<string> => new Set([textOf('zh-CN', group, key), textOf('en', group, key)])

/** What a cell's problem says to the user, with what to do about it. */
export function problemText(problem: CellProblem, locale: Locale): string {
  const words = textOf(locale, 'cell', problem.code, problem.details)
  if (problem.suggestion === undefined) return words
  return `${words} ${textOf(locale, 'words', 'suggestion', { suggestion: problem.suggestion })}`
}

/** Why a file cannot be read at all, with what to do about it. */
export const unreadableText = (error: UnreadableWorkbook, locale: Locale): string =>
  textOf(locale, 'file', error.code, error.details)
