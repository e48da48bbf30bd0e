import { localDay } from '../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../platform/database/new-id.ts'
import type { Work } from '../../../platform/database/work.ts'
import type { Role } from '../contract/role.ts'
import {
  findAccountByLogin,
  insertAccount,
  insertRoleAssignment,
  lockAccount,
} from './account.queries.ts'
import { findAreas } from './area.queries.ts'
import { findPersons } from './person.queries.ts'

export interface NewAccount {
  readonly id: string
  readonly personId: string
  readonly loginName: string
  /** From `hashPassword`; null: the account waits for its owner to choose a password. */
  readonly passwordHash: string | null
}

/** Makes the account of a person. A repeat with the same id and content changes nothing. */
export async function createAccount(work: Work, account: NewAccount): Promise<void> {
  const person = (await findPersons(work, [account.personId])).get(account.personId)
  if (!person) throw baseProblems.notFound()
  const before = await findAccountByLogin(work, account.loginName)
  if (before) {
    if (before.id === account.id && before.personId === account.personId) return
    throw baseProblems.duplicate({ constraint: 'identity.account.loginName' })
  }
  await insertAccount(work, {
    ...account,
    countyId: person.countyId,
    areaPath: person.areaPath,
    state: account.passwordHash ? 'active' : 'invited',
  })
  work.audit({
    action: 'identity.account.create',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: person.countyId,
    areaPath: person.areaPath,
    detail: { personId: account.personId, loginName: account.loginName },
  })
}

export interface NewRole {
  readonly accountId: string
  readonly role: Role
  readonly areaId: string
  readonly startsOn?: string
  readonly endsOn?: string | null
}

/** Gives an account a role at an area; returns the id of the assignment. */
export async function grantRole(work: Work, given: NewRole): Promise<string> {
  const account = await lockAccount(work, given.accountId)
  const area = (await findAreas(work, [given.areaId])).get(given.areaId)
  if (!account || !area) throw baseProblems.notFound()
  const id = newId(work.now)
  await insertRoleAssignment(work, {
    id,
    accountId: account.id,
    personId: account.personId,
    role: given.role,
    areaId: area.id,
    areaPath: area.path,
    countyId: area.countyId,
    startsOn: given.startsOn ?? localDay(work.now),
    endsOn: given.endsOn ?? null,
    grantedBy: work.binding.personId ?? account.personId,
  })
  work.audit({
    action: 'identity.role.grant',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: area.countyId,
    areaPath: area.path,
    detail: { role: given.role, areaId: area.id, roleAssignmentId: id },
  })
  return id
}
