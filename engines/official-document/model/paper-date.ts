import { z } from 'zod'
import { wording } from './wording.catalogue.ts'

/** A day of the calendar, `YYYY-MM-DD`. Papers carry days, never times, so no zone is involved. */
export const PaperDate = z.iso.date({ error: 'date.invalid' }).meta({ id: 'PaperDate' })

export type PaperDate = z.infer<typeof PaperDate>

/** The year, month and day of a date as numbers. */
export function dateParts(date: PaperDate): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}

/** `2026-11-05` → `2026年11月5日`: Arabic numerals without padding (GB/T 9704-2012, 7.3.5.4). */
export function printedDate(date: PaperDate): string {
  const { year, month, day } = dateParts(date)
  return [year, wording.year, month, wording.month, day, wording.day].join('')
}
