import { z } from 'zod'
import type { Locale } from '../contract/problem.ts'

/** What is wrong with a field, in the language of the reply. */
export const issueWords = {
  'zh-CN': z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
} satisfies Record<Locale, unknown>
