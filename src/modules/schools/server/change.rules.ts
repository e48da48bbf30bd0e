import { canonicalJson } from '../../../platform/contract/content-hash.ts'
import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'

export type Values = Readonly<Record<string, unknown>>

/** What the record of changes may keep of a change. */
export interface Difference {
  readonly fields: string[]
  readonly before: Values | null
  readonly after: Values | null
}

/**
 * Fields that differ, with their values on both sides. Erasable fields are named and their values
 * left out: what is erased from its row must not live on in the record.
 */
export function difference(
  before: Values | null,
  after: Values | null,
  erasable: readonly string[] = [],
): Difference {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const fields = [...names].filter(
    (name) => canonicalJson(before?.[name]) !== canonicalJson(after?.[name]),
  )
  const kept = fields.filter((name) => !erasable.includes(name))
  const pick = (values: Values | null) =>
    values && Object.fromEntries(kept.map((name) => [name, values[name] ?? null]))
  return { fields, before: pick(before), after: pick(after) }
}

/** Two sends of one creation: the same content is success, another content a conflict. */
export function refuseOtherContent(present: Values, wanted: Values): void {
  if (canonicalJson(present) !== canonicalJson(wanted)) throw baseProblems.conflict()
}

/** Somebody else has changed it meanwhile. */
export function refuseStale(present: number, expected: number): void {
  if (present !== expected) throw baseProblems.stale({ version: present })
}

/** What was read is written only over the version that was read; `written` are the rows reached. */
export function refuseOvertaken(
  read: readonly { readonly id: string; readonly version: number }[],
  written: readonly { readonly id: string }[],
): void {
  if (written.length === read.length) return
  const done = new Set(written.map(({ id }) => id))
  const lost = read.find(({ id }) => !done.has(id))
  throw baseProblems.stale({ version: (lost?.version ?? 0) + 1 })
}

/** The given fields over the present ones; what is left out stays. */
export function patched<T extends object>(present: T, patch: Partial<T>): T {
  const given = Object.entries(patch).filter(
    ([name, value]) => value !== undefined && name in present,
  )
  return { ...present, ...(Object.fromEntries(given) as Partial<T>) }
}
