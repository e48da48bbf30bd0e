import { mondayOf, movedDay } from '../../../../platform/ui/wall-time.ts'

/** `2026-11` moved by whole months. */
export function movedMonth(month: string, months: number): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 7)
}

/** All days that the weeks of two months and of those between show. */
export function daysOf(months: { readonly first: string; readonly last: string }) {
  const firstDay = mondayOf(`${months.first}-01`)
  return { firstDay, lastDay: weeksOf(months.last).at(-1)?.at(-1) ?? firstDay }
}

const weekDays = [0, 1, 2, 3, 4, 5, 6]

/** The weeks that touch a month, each from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const weeks: string[][] = []
  let monday = mondayOf(`${month}-01`)
  while (monday < `${movedMonth(month, 1)}-01`) {
    const first = monday
    weeks.push(weekDays.map((days) => movedDay(first, days)))
    monday = movedDay(monday, 7)
  }
  return weeks
}
