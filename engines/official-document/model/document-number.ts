import { wording } from './wording.catalogue.ts'

const { yearOpens, yearCloses, numberEnds } = wording

/** 发文字号: who issues, in which year, as which number of that year. */
export interface DocumentNumber {
  code: string
  year: number
  sequence: number
}

const pattern = /^([^〔〕\s\d]{1,20})〔(\d{4})〕([1-9]\d*)号$/

/** `安公治报〔2026〕11号`: six-corner brackets, no 第, no padding (GB/T 9704-2012, 7.2.5). */
export function formatDocumentNumber({ code, year, sequence }: DocumentNumber): string {
  return [code, yearOpens, year, yearCloses, sequence, numberEnds].join('')
}

/** The parts of a well-formed number, otherwise `undefined`. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, code = '', year, sequence] = match
  return { code, year: Number(year), sequence: Number(sequence) }
}
