import type { Said } from '../../../../platform/contract/said.ts'
import {
  describeRecognition,
  type Locale,
  type Recognition,
} from '../../../../platform/spreadsheet/index.ts'
import type { ImportSubject } from './import-subject.ts'

export interface TableProblemWords extends Said {
  readonly code: string
  readonly severity: 'refused' | 'warning' | 'note'
}

/** What is said about a table as a whole, in both languages. */
export function tableProblems(
  recognition: Recognition,
  subject: ImportSubject,
): TableProblemWords[] {
  const words = (locale: Locale): string[] =>
    describeRecognition(recognition, subject.spec(locale), locale)
      .filter(({ topic }) => topic === 'problem')
      .map(({ text }) => text)
  const zh = words('zh-CN')
  const en = words('en')
  return recognition.problems.map(({ code, severity }, index) => ({
    code,
    severity,
    zh: zh[index] ?? code,
    en: en[index] ?? code,
  }))
}
