import { keepPast } from '../../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import { keptGate } from '../../past.ts'

export async function deleteGates(work: Work, ids: readonly string[]): Promise<void> {
  await keepPast(work, keptGate, ids)
  await work.query('delete from schools.gate where id = any($1::uuid[])', [ids])
}
