import { createHash } from 'node:crypto'
import type { Work } from '../../../../platform/database/work.ts'
import type { Half } from '../../../duty/contract/shift.ts'
import { measureOf, partsOf, type RowIndicator } from '../indicator/formulas.ts'
import { keyOf, markedRows, rowsHash } from '../indicator/marked-rows.ts'
import type { Period } from '../indicator/period.rules.ts'

/** One number that a paper wants. */
export interface FigureAsk {
  readonly key: string
  readonly indicator: string
  readonly area: { readonly id: string; readonly path: string }
  readonly half: Half | null
}

/** What the rows of one part of a figure come to. */
export interface PartSum {
  readonly rows: number
  readonly sum: number
  readonly rowsHash: string
}

export interface FigurePeriod extends Period {
  /** Covers the areas of all figures. */
  readonly path: string
  /** Records known up to this instant. */
  readonly known: Date
}

/** The fingerprint of no rows at all. */
const emptyPart: PartSum = {
  rows: 0,
  sum: 0,
  rowsHash: createHash('sha256').update('').digest('hex'),
}

/** By figure and part: each source is read once, however many figures count its rows. */
export async function sumFigures(
  work: Work,
  asks: readonly FigureAsk[],
  period: FigurePeriod,
): Promise<Map<string, PartSum[]>> {
  const parts = asks.flatMap((ask) => partsOf(ask.indicator).map((id, nth) => ({ ask, id, nth })))
  const terms = parts.flatMap(({ ask, id, nth }) => {
    const { kind, terms } = measureOf(id)
    const { key, half } = ask
    const asked = { part: `${key} ${nth}`, kind, area: ask.area.path, half }
    return terms.map((term) => ({ ...asked, indicator: term.id, sign: term.sign }))
  })
  const sums = await readSums(work, terms, period)
  return new Map(
    asks.map((ask) => [
      ask.key,
      partsOf(ask.indicator).map((_, nth) => sums.get(`${ask.key} ${nth}`) ?? emptyPart),
    ]),
  )
}

interface AskedTerm {
  readonly part: string
  readonly kind: string
  readonly area: string
  readonly half: Half | null
  readonly indicator: RowIndicator
  readonly sign: number
}

async function readSums(
  work: Work,
  terms: readonly AskedTerm[],
  { path, firstDay, lastDay, known }: FigurePeriod,
): Promise<Map<string, PartSum>> {
  if (terms.length === 0) return new Map()
  const ids = [...new Set(terms.map(({ indicator }) => indicator))]
  const rows = await work.query<PartSum & { part: string }>(
    `with f as materialized (
       select t.indicator, t.row_key, t.area_path, t.day, t.half, t.school_id,
         t.person_id, t.value
       from (${markedRows(ids)}) t
     ), asked as (
       select * from jsonb_to_recordset($5::jsonb)
         as a(part text, kind text, area text, half text, indicator text, sign integer)
     ), hit as (
       select a.part, a.kind, f.*, f.value * a.sign as adds
       from asked a
       join f on f.indicator = a.indicator and f.area_path <@ a.area::ltree
         and (a.half is null or f.half = a.half)
     ), unit as (
       select f.part, ${keyOf.sum} as key, f.day, f.adds as value from hit f where f.kind = 'sum'
       union all
       select f.part, ${keyOf.places} as key, max(f.day) as day, 1::bigint as value
       from hit f where f.kind = 'places' group by f.part, f.school_id
       union all
       select f.part, ${keyOf.days} as key, f.day, 1::bigint as value
       from hit f where f.kind = 'days' group by f.part, f.day
       union all
       select f.part, ${keyOf.people} as key, max(f.day) as day, 1::bigint as value
       from hit f where f.kind = 'people' group by f.part, f.person_id
     )
     select part, count(*)::integer as rows, sum(value)::bigint as sum, ${rowsHash} as "rowsHash"
     from unit group by part`,
    [path, firstDay, lastDay, known, JSON.stringify(terms)],
  )
  return new Map(rows.map(({ part, ...sums }) => [part, sums]))
}
