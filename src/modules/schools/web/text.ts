import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const schoolsText = catalogue('schools', { 'zh-CN': zh, en })

export type SchoolsTranslate = ReturnType<typeof schoolsText.useText>
