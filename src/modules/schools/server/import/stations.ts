import type { Area } from '../area.queries.ts'
import type { KnownStation } from './register.queries.ts'
import type { FoundProblem } from './row-problem.ts'
import { comparableText } from './schools/school-rows.ts'
import { stationEnding } from './schools/school-table.catalogue.ts'

export interface Stations {
  /** Null when the row names none, or one that is not known. */
  named(name: string | null): KnownStation | null
  nameOf(id: string | null): string
  problems(row: { row: number; station: string | null }): FoundProblem[]
}

/** The name of a station as far as offices agree on it. */
export const withoutEnding = (name: string): string =>
  comparableText(name).replace(stationEnding, '')

/** Finds stations by the names that offices write, with and without their ending. */
export function stationFinder(stations: readonly KnownStation[]): Stations {
  const byName = new Map(stations.map((station) => [withoutEnding(station.name), station]))
  const named = (name: string | null): KnownStation | null =>
    name === null ? null : (byName.get(withoutEnding(name)) ?? null)
  return {
    named,
    nameOf: (id) => stations.find((station) => station.id === id)?.name ?? '',
    problems: ({ row, station }) =>
      station === null || named(station)
        ? []
        : [
            {
              row,
              key: 'station',
              rule: 'stationUnknown',
              severity: 'refused',
              details: { station },
            },
          ],
  }
}

/** Where a new record lies: the station that its row names, else the area of the import. */
export const homeOf = (area: Area, station: KnownStation | null): string => station?.id ?? area.id
