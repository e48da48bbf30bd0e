import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const dutyText = catalogue('duty', { 'zh-CN': zh, en })
