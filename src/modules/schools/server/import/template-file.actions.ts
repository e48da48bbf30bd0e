import type { Locale } from '../../../../platform/contract/problem.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { writeTemplate } from '../../../../platform/spreadsheet/index.ts'
import type { ImportSubject } from '../../contract/import.ts'
import type { Area } from '../area.queries.ts'
import { subjectOr404 } from './import-desk.ts'

export interface Template {
  readonly name: string
  readonly bytes: Uint8Array
}

/** An empty table to fill in, with the names of the area, where it is known, in its dropdowns. */
export async function templateOf(
  work: Work,
  asked: { readonly subject: ImportSubject; readonly area: Area | null; readonly locale: Locale },
): Promise<Template> {
  const subject = subjectOr404(asked.subject)
  const spec = subject.spec(asked.locale)
  const choices = asked.area ? await subject.choices(work, asked.area) : {}
  const bytes = await writeTemplate(spec, { locale: asked.locale, choices })
  return { name: `${spec.title}.xlsx`, bytes }
}
