import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { DirectCall } from '../../../../platform/http/route.ts'
import { type Actor, systemBinding } from '../../../../platform/ports/actor.ts'

/**
 * A unit of work in which a person acts on what concerns themselves, wherever it lies: an officer
 * asked to another station's gate sees no row of it by scope. Every query in it must name the
 * person; nothing else limits what it finds.
 */
export function asMyself<T>(
  { database, actor }: Pick<DirectCall<never, never, never>, 'database' | 'actor'>,
  run: (work: Work, actor: Actor) => Promise<T>,
): Promise<T> {
  if (!actor) throw baseProblems.notSignedIn()
  const binding = { ...systemBinding, personId: actor.personId, actor }
  return database.inWork(binding, (work) => run(work, actor))
}
