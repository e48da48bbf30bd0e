import type { TableRow } from '../../../../../platform/spreadsheet/index.ts'
import type { GateUse } from '../../../contract/gate.ts'
import type { FoundProblem } from '../row-problem.ts'
import type { SchoolNamed } from '../school-finder.ts'
import { readWeekdays } from './weekdays.ts'

/** What one row says about a gate and about the bells there. */
export interface GateRow extends SchoolNamed {
  /** Null: the times hold at every opened gate. */
  readonly name: string | null
  readonly use: GateUse | null
  readonly opened: boolean | null
  readonly lon: number | null
  readonly lat: number | null
  readonly gradeBand: string
  /** Null when what is written cannot be read. */
  readonly weekdays: readonly number[] | null
  readonly weekdaysText: string
  readonly arrival: string | null
  readonly dismissal: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
}

const schoolDays = [1, 2, 3, 4, 5]

export function gateRow({ row, values }: TableRow): GateRow {
  const given = (key: string): unknown => values[key] ?? null
  const weekdaysText = String(values['weekdays'] ?? '')
  return {
    row,
    code: given('code') as string | null,
    school: String(values['school'] ?? ''),
    town: given('town') as string | null,
    name: given('name') as string | null,
    use: given('use') as GateUse | null,
    opened: given('opened') as boolean | null,
    lon: given('lon') as number | null,
    lat: given('lat') as number | null,
    gradeBand: String(values['gradeBand'] ?? ''),
    weekdays: weekdaysText === '' ? schoolDays : readWeekdays(weekdaysText),
    weekdaysText,
    arrival: given('arrival') as string | null,
    dismissal: given('dismissal') as string | null,
    startsOn: given('startsOn') as string | null,
    endsOn: given('endsOn') as string | null,
  }
}

export const hasBell = ({ arrival, dismissal }: GateRow): boolean =>
  arrival !== null || dismissal !== null

/** What the rules say about a row on its own. */
export function gateRowProblems(row: GateRow): FoundProblem[] {
  const problems: FoundProblem[] = []
  const refuse = (
    key: string,
    rule: FoundProblem['rule'],
    details: FoundProblem['details'] = {},
  ): void => {
    problems.push({ row: row.row, key, rule, severity: 'refused', details })
  }
  const { name, arrival, dismissal, startsOn, endsOn } = row
  if (name === null && !hasBell(row)) refuse('name', 'nothingSaid')
  if (row.weekdays === null) refuse('weekdays', 'weekdaysUnreadable', { value: row.weekdaysText })
  if (arrival !== null && dismissal !== null && arrival >= dismissal) {
    refuse('dismissal', 'dismissalBeforeArrival', { arrival, dismissal })
  }
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    refuse('endsOn', 'endsBeforeStart', { startsOn, endsOn })
  }
  if ((row.lon === null) !== (row.lat === null)) {
    refuse(row.lon === null ? 'lon' : 'lat', 'positionIncomplete')
  }
  return problems
}
