import type { Work } from '../../../../platform/database/work.ts'
import type { Formula } from '../indicator/declared.ts'

/** Each text once: what is known already stays as it is. */
export async function keepFormulas(work: Work, formulas: readonly Formula[]): Promise<void> {
  if (formulas.length === 0) return
  await work.query(
    `insert into statistics.formula (version, texts)
     select version, texts from jsonb_to_recordset($1::jsonb) as r(version text, texts text[])
     order by version
     on conflict (version) do nothing`,
    [JSON.stringify(formulas)],
  )
}

export async function findFormula(work: Work, version: string): Promise<Formula | undefined> {
  const [formula] = await work.query<Formula>(
    'select version, texts from statistics.formula where version = $1',
    [version],
  )
  return formula
}
