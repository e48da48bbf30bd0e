import { catalogue, languageNow } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const statisticsText = catalogue('statistics', { 'zh-CN': zh, en })

/** A text that the server says in both languages. */
export const said = (text: { zh: string; en: string }): string =>
  languageNow() === 'en' ? text.en : text.zh
