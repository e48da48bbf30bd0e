import { catalogue } from '../text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

/** Texts of the phone's frame and of its outbox. */
export const phoneText = catalogue('phone', { 'zh-CN': zh, en })
