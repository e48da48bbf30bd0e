import en from './locales/en.json'
import zh from './locales/zh-CN.json'
import { catalogue } from './text.ts'

/** Texts of the frame and of the kit. */
export const kit = catalogue('kit', { 'zh-CN': zh, en })
