import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const dutyText = catalogue('duty-phone', { 'zh-CN': zh, en })
export type DutyTranslate = ReturnType<typeof dutyText.useText>
