import { z } from 'zod'
import type { Said } from './said.ts'

/** RFC 9457 problem as it goes over the wire. `code` is stable; `detail` is for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

export type FieldError = { path: string; code: string; message: string }
export type Locale = 'zh-CN' | 'en'
/** `words` says codes among the params as people say them. */
export type ProblemText = Said & {
  readonly status: number
  readonly words?: Readonly<Record<string, Said>>
}
export type ProblemParams = Record<string, string | number | boolean | null | string[]>

const between = { zh: '、', en: ', ' } as const

/** A refusal with a stable code; its text is made from the catalogue in the reader's language. */
export class ProblemError extends Error {
  readonly code: string
  readonly text: ProblemText
  readonly params: ProblemParams
  readonly errors: FieldError[]

  constructor(code: string, text: ProblemText, params: ProblemParams, errors: FieldError[] = []) {
    super(`${code}: ${fill(text, 'en', params)}`)
    this.name = 'ProblemError'
    this.code = code
    this.text = text
    this.params = params
    this.errors = errors
  }

  toProblem(locale: Locale, instance?: string): Problem {
    const { status } = this.text
    return {
      type: `urn:anyuan:problem:${this.code}`,
      title: this.code,
      status,
      code: this.code,
      detail: fill(this.text, locale === 'en' ? 'en' : 'zh', this.params),
      ...(instance ? { instance } : {}),
      ...(Object.keys(this.params).length > 0 ? { params: this.params } : {}),
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    }
  }
}

export type ProblemCatalogue<K extends string> = {
  readonly [key in K]: (params?: ProblemParams, errors?: FieldError[]) => ProblemError
}

/** Declares one module's refusals: `problems('duty', { … }).alreadyClosed({ at })`. */
export function problems<K extends string>(
  module: string,
  texts: Record<K, ProblemText>,
): ProblemCatalogue<K> {
  const entries = Object.entries<ProblemText>(texts).map(([key, text]) => [
    key,
    (params: ProblemParams = {}, errors: FieldError[] = []) =>
      new ProblemError(`${module}.${key}`, text, params, errors),
  ])
  return Object.fromEntries(entries) as ProblemCatalogue<K>
}

function fill({ words, ...text }: ProblemText, language: keyof Said, params: ProblemParams) {
  const said = (value: unknown) => words?.[String(value)]?.[language] ?? String(value)
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined || value === null) return whole
    return Array.isArray(value) ? value.map(said).join(between[language]) : said(value)
  })
}
