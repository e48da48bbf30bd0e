import type { Locale } from '../../../../../platform/contract/problem.ts'
import {
  type SchoolKind,
  type SchoolStage,
  schoolStages,
  stagesOfKind,
} from '../../../contract/school.ts'
import { inOrderOfYears } from '../../school/stages.rules.ts'
import type { Words } from '../table-columns.ts'
import { combinedKind, comparableText, type StageCell } from './school-rows.ts'
import { kindWords, stageEnding, stagesTogether, stageWords } from './school-table.catalogue.ts'

/** Stages as a table would list them. */
export const saidStages = (stages: readonly SchoolStage[], locale: Locale): string[] =>
  stages.map((stage) => stageWords[stage][locale === 'en' ? 'en' : 'zh'][0])

const kindsInOrder = Object.keys(kindWords) as SchoolKind[]
const wordsOf = ({ zh, en }: Words): string[] => [...zh, ...en]

type Entry = readonly [string, readonly SchoolStage[]]

const stagesOf = new Map<string, readonly SchoolStage[]>(
  [
    ...kindsInOrder.flatMap((kind) =>
      wordsOf(kindWords[kind]).map((word): Entry => [word, stagesOfKind[kind]]),
    ),
    ...schoolStages.flatMap((stage) =>
      wordsOf(stageWords[stage]).map((word): Entry => [word, [stage]]),
    ),
    ...stagesTogether,
  ]
    .filter(([, stages]) => stages.length > 0)
    .map(([word, stages]) => [comparableText(word), stages]),
)

const known = (word: string): readonly SchoolStage[] | undefined =>
  stagesOf.get(comparableText(word)) ?? stagesOf.get(comparableText(word).replace(stageEnding, ''))

/** The stages that a cell names, `小学、初中`, or a kind that has none of its own, `特教`. */
export function readStages(text: string): StageCell {
  const words = text
    .split(/[、,，;；/\n+＋和及与]+/)
    .flatMap((part) => (known(part) ? [part] : part.split(/\s+/)))
    .filter((word) => word !== '')
  const stages = inOrderOfYears(words.flatMap((word) => known(word) ?? []))
  const others = words.filter((word) => !known(word))
  const kind = kindNamed(text)
  return {
    stages,
    kind:
      kind ??
      combinedKind([
        ...others.flatMap((word) => kindNamed(word) ?? []),
        ...stages.map(kindOfStage),
      ]),
    unknown: kind ? [] : others.filter((word) => !kindNamed(word)),
  }
}

const kindOfWord = new Map(
  kindsInOrder.flatMap((kind) =>
    wordsOf(kindWords[kind]).map((word) => [comparableText(word), kind] as const),
  ),
)

const kindNamed = (word: string): SchoolKind | undefined => kindOfWord.get(comparableText(word))

const kindOfStage = (stage: SchoolStage): SchoolKind =>
  stage === 'preschool' ? 'kindergarten' : stage
