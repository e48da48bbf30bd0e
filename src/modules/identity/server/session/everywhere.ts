import { type Actor, type Binding, systemBinding } from '../../../../platform/ports/actor.ts'

/**
 * The whole tree with somebody acting: for a person's own sessions and roles, which may lie
 * outside the scope of the role in which the person acts now. Every query names the account.
 */
export const everywhereAs = (actor: Actor): Binding => ({
  ...systemBinding,
  personId: actor.personId,
  actor,
})
