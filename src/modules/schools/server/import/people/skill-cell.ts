import type { Locale } from '../../../../../platform/contract/problem.ts'
import type { Skill } from '../../../../identity/contract/skill.ts'
import { comparableText } from '../schools/school-rows.ts'
import { skillWords } from './person-table.catalogue.ts'

/** Skills as a table would list them. */
export const saidSkills = (skills: readonly Skill[], locale: Locale): string[] =>
  skills.map((skill) => skillWords[skill][locale === 'en' ? 'en' : 'zh'][0] ?? skill)

const skillOf = new Map(
  (Object.entries(skillWords) as [Skill, (typeof skillWords)[Skill]][]).flatMap(
    ([skill, { zh, en }]) =>
      [skill, ...zh, ...en].map((word) => [comparableText(word), skill] as const),
  ),
)

export interface SkillCell {
  readonly skills: readonly Skill[]
  /** Words that name no skill of the list, as they were written. */
  readonly unknown: readonly string[]
}

/** The skills that a cell names. Blanks part words only where the whole is no skill. */
export function readSkills(text: string): SkillCell {
  const known = (word: string): Skill | undefined => skillOf.get(comparableText(word))
  const words = text
    .split(/[、,，;；/\n]+/)
    .flatMap((part) => (known(part) ? [part] : part.split(/\s+/)))
    .filter((word) => word !== '')
  return {
    skills: [...new Set(words.flatMap((word) => known(word) ?? []))],
    unknown: words.filter((word) => !known(word)),
  }
}
