import type { Said } from '../../contract/said.ts'
import type { ColumnKind } from '../table-spec.ts'
import type { Locale } from '../text.ts'
import type { OutputColumn } from './csv-rows.ts'

/** A column of an export as a catalogue says it: its heading, and the words of its codes. */
export interface SaidColumn extends Said {
  /** Texts, or choices when there are words for them, unless told. */
  readonly kind?: ColumnKind
  readonly choices?: Readonly<Record<string, Said>>
  readonly width?: number
}

export const said = (text: Said, locale: Locale): string => (locale === 'en' ? text.en : text.zh)

/** The columns of an export in one language, in the order of their catalogue. */
export const outputColumns = (
  columns: Readonly<Record<string, SaidColumn>>,
  locale: Locale,
): OutputColumn[] =>
  Object.entries(columns).map(([key, { kind, choices, width, ...heading }]) => ({
    key,
    labels: [said(heading, locale)],
    kind: kind ?? (choices ? 'choice' : 'text'),
    ...(choices ? { choices: choicesIn(choices, locale) } : {}),
    width,
  }))

const choicesIn = (choices: Readonly<Record<string, Said>>, locale: Locale) =>
  Object.entries(choices).map(([value, word]) => ({ value, labels: [said(word, locale)] }))
