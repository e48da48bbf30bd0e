import type { Said } from '../../../../platform/contract/said.ts'
import type {
  LocatedProblem,
  Recognition,
  Severity,
} from '../../../../platform/spreadsheet/index.ts'
import { type RowRule, rowRules } from './row-problem.catalogue.ts'

export type RuleDetails = Readonly<Record<string, string | number>>

/** A rule of another module with its words, for tables that it offers itself. */
export interface OwnRule extends Said {
  readonly code: string
}

/** What a rule says about one row of a file. */
export interface FoundProblem {
  /** 1-based, as in the file. */
  readonly row: number
  /** Column that it is about, or the nearest one that the file has. */
  readonly key: string
  readonly rule: RowRule | OwnRule
  readonly severity: Severity
  readonly details: RuleDetails
}

/** The problem at its cell, in every language, as the marked file and the screens show it. */
export function located(problem: FoundProblem, recognition: Recognition): LocatedProblem {
  const { row, rule, severity, details } = problem
  const own = typeof rule === 'string' ? { code: rule, ...rowRules[rule] } : rule
  const taken = recognition.columns.find(({ key }) => key === problem.key) ?? recognition.columns[0]
  return {
    code: 'rule',
    severity,
    details: {
      rule: own.code,
      'zh-CN': filled(own.zh, details),
      en: filled(own.en, details),
    },
    sheet: recognition.sheet?.name ?? '',
    row,
    column: (taken?.column ?? 0) + 1,
    key: taken?.key ?? problem.key,
  }
}

const filled = (text: string, details: RuleDetails): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
