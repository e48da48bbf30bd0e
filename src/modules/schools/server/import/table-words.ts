import {
  describeRecognition,
  type Locale,
  type Recognition,
} from '../../../../platform/spreadsheet/index.ts'
import type { ImportSubject } from './import-subject.ts'

export interface TableProblemWords {
  readonly code: string
  readonly severity: 'refused' | 'warning' | 'note'
  readonly zh: string
  readonly en: string
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
