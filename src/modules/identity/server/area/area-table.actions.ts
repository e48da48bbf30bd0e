import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Area } from '../../contract/area.ts'
import { country } from '../../contract/country.catalogue.ts'
import { createArea, createAreas } from './area.actions.ts'
import { findAreasByCode, findCountry } from './area.queries.ts'
import { rowsAround, type TableArea } from './area-table.ts'

/** Loads the part of a table that an area needs: it, what it lies in, and what lies in it. */
export async function loadAreas(
  work: Work,
  table: readonly TableArea[],
  code: string,
): Promise<Area[]> {
  const root = await ensureCountry(work)
  const rows = rowsAround(table, code)
  const known = await findAreasByCode(
    work,
    rows.map((row) => row.code),
  )
  const ids = new Map([...known].map(([knownCode, area]) => [knownCode, area.id]))
  const news = rows.flatMap((row) => {
    // A city without districts has one code for itself and for its only county.
    const codeIsFree = !ids.has(row.code)
    if (known.has(row.code) || (!codeIsFree && row.level !== 'county')) return []
    const id = newId(work.now)
    const parentId = row.parentCode ? (ids.get(row.parentCode) ?? root.id) : root.id
    if (codeIsFree) ids.set(row.code, id)
    return [{ id, parentId, level: row.level, name: row.name, ...coded(codeIsFree, row.code) }]
  })
  return createAreas(work, news)
}

const coded = (isFree: boolean, code: string) => (isFree ? { code } : {})

/** The area with this code, made below the nearest known one when a table lacks it. */
export async function ensureArea(work: Work, code: string, name: string): Promise<Area> {
  const above = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
  const known = await findAreasByCode(work, [code, ...above])
  const found = known.get(code)
  if (found) return found
  const parent = above.map((one) => known.get(one)).find((area) => area !== undefined)
  return createArea(work, {
    id: newId(work.now),
    parentId: (parent ?? (await ensureCountry(work))).id,
    level: levelOf(code),
    code,
    name,
  })
}

function levelOf(code: string): TableArea['level'] {
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

export async function ensureCountry(work: Work): Promise<Area> {
  const found = await findCountry(work)
  if (found) return found
  return createArea(work, {
    id: newId(work.now),
    parentId: null,
    level: 'country',
    name: country.zh,
    nameEn: country.en,
  })
}
