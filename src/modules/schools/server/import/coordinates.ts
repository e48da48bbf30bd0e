import type { Position } from '../../../../platform/contract/id.ts'
import type { Recognition } from '../../../../platform/spreadsheet/index.ts'
import type { CoordinateQuestion } from '../../contract/import.ts'
import { type CoordinateSystem, coordinateSystems, distanceM } from '../../contract/position.ts'
import type { FilePosition } from './import-subject.ts'
import { coordinateSigns } from './schools/school-table.catalogue.ts'

export type Converted = (position: Position, system: CoordinateSystem) => Position

/** Enough to tell the systems apart: their errors are the same for a whole county. */
const sampleMax = 500
/** Known places that speak for a system lie this near on average … */
const nearM = 60
/** … and the next best system is farther off by at least this much. */
const clearM = 100
const knownMin = 3
/** As many are drawn for a person to compare. */
const drawnMax = 60

/** The datum that a heading or a line above the table names. */
export function systemInHeadings({ columns, above }: Recognition): CoordinateSystem | null {
  const headings = columns.filter(({ key }) => key === 'lon' || key === 'lat')
  const texts = [...headings.map(({ heading }) => heading), ...above.map(({ text }) => text)]
  const named = coordinateSigns.filter(([, sign]) => texts.some((text) => sign.test(text)))
  const [only] = named
  return named.length === 1 && only ? only[0] : null
}

/** What speaks for each coordinate system, for a person to decide. */
export function coordinateQuestion(
  positions: readonly FilePosition[],
  answer: { readonly heading: CoordinateSystem | null; readonly person: CoordinateSystem | null },
  converted: Converted,
): CoordinateQuestion | null {
  if (positions.length === 0) return null
  const known = positions.filter((position) => position.known !== null).slice(0, sampleMax)
  const sample = positions.slice(0, sampleMax)
  const evidence = coordinateSystems.map((system) => ({
    system,
    meanM: mean(known.map((one) => distanceM(converted(one, system), one.known ?? one))),
    places: known.length,
    shiftM: mean(sample.map((one) => distanceM(converted(one, system), one))) ?? 0,
    sample: sample.slice(0, drawnMax).map((one) => placeOf(converted(one, system))),
  }))
  return {
    positions: positions.length,
    answer: answer.person ?? answer.heading,
    answeredBy: answer.person ? 'person' : answer.heading ? 'heading' : null,
    proposed: clearest(evidence, known.length),
    evidence,
    known: sample.slice(0, drawnMax).flatMap((one) => (one.known ? [placeOf(one.known)] : [])),
  }
}

const placeOf = ({ lon, lat }: Position): Position => ({ lon, lat })

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, one) => sum + one, 0) / values.length)

function clearest(
  evidence: readonly { system: CoordinateSystem; meanM: number | null }[],
  known: number,
): CoordinateSystem | null {
  if (known < knownMin) return null
  const [best, next] = evidence.toSorted((a, b) => (a.meanM ?? 0) - (b.meanM ?? 0))
  const isClear = (best?.meanM ?? 0) <= nearM && (next?.meanM ?? 0) - (best?.meanM ?? 0) >= clearM
  return best && isClear ? best.system : null
}
