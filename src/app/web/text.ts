import { catalogue } from '../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const consoleText = catalogue('console', { 'zh-CN': zh, en })
