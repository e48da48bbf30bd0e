import type { Term } from '../../contract/calendar.ts'

/** The term that is asked for, else the one that runs, else the newest. */
export function termShown(
  terms: readonly Term[],
  asked: string | undefined,
  today: string,
): Term | undefined {
  return (
    terms.find(({ id }) => id === asked) ??
    terms.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn) ??
    terms[0]
  )
}

/** Its name, and whose it is when it is not the only one of that name. */
export function termLabel({ id, name, areaName }: Term, terms: readonly Term[]): string {
  const isDouble = terms.some((other) => other.id !== id && other.name === name)
  return isDouble && areaName ? `${name}（${areaName}）` : name
}
