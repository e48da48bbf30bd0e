import zh from './locales/zh-CN.json'
import { dutyText } from './text.ts'

const { role, people } = zh

const knows = <T extends object>(words: T, code: string | null): code is keyof T & string =>
  code !== null && code in words

/** Words for codes of duty that other modules' pages show; an unknown code is shown as it is. */
export const dutyWords = {
  role: (code: string | null): string =>
    knows(role, code) ? dutyText.text(`role.${code}`) : (code ?? ''),
  method: (code: string | null): string =>
    knows(people.method, code) ? dutyText.text(`people.method.${code}`) : (code ?? ''),
  verdict: (code: string | null): string =>
    knows(people.verdict, code) ? dutyText.text(`people.verdict.${code}`) : (code ?? ''),
}
