import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const schoolsPhoneText = catalogue('schools-phone', { 'zh-CN': zh, en })
