import { z } from 'zod'

/**
 * National school code, ten digits: 2 category, 2 province, 6 serial. It has no check digit, so a
 * code is held against the known categories and provinces only. 教育部《学校(机构)代码编制规则》.
 */
export const codeCategories = {
  '11': ['kindergarten'],
  '21': ['primary', 'nineYear'],
  '22': ['other'],
  '31': ['junior', 'nineYear'],
  '32': ['junior', 'vocational'],
  '33': ['other'],
  '34': ['senior', 'complete'],
  '35': ['other'],
  '36': ['vocational'],
  '37': ['special', 'other'],
  '41': ['university'],
  '42': ['university'],
  '51': ['special'],
  '91': ['other'],
  '92': ['other'],
  '93': ['other'],
} as const satisfies Record<string, readonly string[]>

/** First two digits of GB/T 2260. */
const provinces = new Set(
  [
    [11, 15],
    [21, 23],
    [31, 37],
    [41, 46],
    [50, 54],
    [61, 65],
    [71, 71],
    [81, 82],
  ].flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, step) => String(first + step)),
  ),
)

export type CodeFault = 'notTenDigits' | 'unknownCategory' | 'unknownProvince'

/** What is wrong with a national code; `undefined` when nothing is. */
export function schoolCodeFault(code: string): CodeFault | undefined {
  if (!/^[0-9]{10}$/.test(code)) return 'notTenDigits'
  if (!(code.slice(0, 2) in codeCategories)) return 'unknownCategory'
  return provinces.has(code.slice(2, 4)) ? undefined : 'unknownProvince'
}

/** Whether a code's category fits the kind; a school that was re-coded may differ for a while. */
export function codeFitsKind(code: string, kind: string): boolean {
  const kinds: readonly string[] =
    codeCategories[code.slice(0, 2) as keyof typeof codeCategories] ?? []
  return kinds.includes(kind)
}

export const SchoolCode = z.string().superRefine((code, context) => {
  const fault = schoolCodeFault(code)
  if (fault) context.addIssue({ code: 'custom', message: fault, params: { fault } })
})
