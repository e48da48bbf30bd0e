import {
  type SchoolKind,
  type SchoolStage,
  schoolStages,
  stagesOfKind,
} from '../../contract/school.ts'

interface Taught {
  readonly kind: SchoolKind
  readonly stages: readonly SchoolStage[]
}

/** Each stage once, in the order of the years. */
export const inOrderOfYears = (stages: readonly SchoolStage[]): SchoolStage[] =>
  schoolStages.filter((stage) => stages.includes(stage))

const isUsual = ({ kind, stages }: Taught): boolean =>
  stages.length === 0 || inOrderOfYears(stages).join() === stagesOfKind[kind].join()

/**
 * The stages of a school: what is given, or else what its kind teaches unless it had its own. An
 * empty list is no stages of its own: it follows the kind again.
 */
export function stagesWith(
  present: Taught | undefined,
  given: {
    readonly kind?: SchoolKind | undefined
    readonly stages?: readonly SchoolStage[] | undefined
  },
): SchoolStage[] {
  if (given.stages?.length) return inOrderOfYears(given.stages)
  const kind = given.kind ?? present?.kind
  const stays = present && (kind === present.kind || !isUsual(present))
  if (stays && !given.stages) return [...present.stages]
  return kind ? [...stagesOfKind[kind]] : []
}
