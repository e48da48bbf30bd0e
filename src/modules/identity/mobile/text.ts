import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const identityPhoneText = catalogue('identity-phone', { 'zh-CN': zh, en })
