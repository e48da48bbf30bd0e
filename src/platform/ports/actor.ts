import { type RowClass, rowClasses } from '../contract/row-class.ts'

export type { RowClass }

/** Who acts: one account in one of its roles at one area. */
export interface Actor {
  readonly accountId: string
  readonly personId: string
  readonly sessionId: string
  readonly role: string
  /** Path of the area that the role was given for: nothing outside it is seen. */
  readonly scope: string
  readonly areaId: string
  /** Home of rows the actor makes: the county, or the body's own area above counties. */
  readonly countyId: string
  readonly classes: readonly RowClass[]
  readonly permissions: ReadonlySet<string>
  readonly steppedUpUntil: Date | null
}

/** Whether the account has just proved again who it is (step-up). */
export const isSteppedUp = ({ steppedUpUntil }: Actor, now: Date): boolean =>
  steppedUpUntil !== null && steppedUpUntil > now

/** What a transaction may see. Made from an actor, or by `systemBinding` for jobs and sign-in. */
export interface Binding {
  readonly scope: string
  readonly classes: readonly RowClass[]
  readonly personId: string | null
  readonly actor: Actor | null
}

export const bindingOf = (actor: Actor): Binding => ({
  scope: actor.scope,
  classes: actor.classes,
  personId: actor.personId,
  actor,
})

/** The label of the root of the territory tree. */
export const rootPath = 'cn'

/**
 * The whole tree, for what has no acting person yet (sign-in) or acts for everybody (sweeper,
 * rollups). Without the vault: its rows are for named members only.
 */
export const systemBinding: Binding = {
  scope: rootPath,
  classes: rowClasses.filter((rowClass) => rowClass !== 'vault'),
  personId: null,
  actor: null,
}
