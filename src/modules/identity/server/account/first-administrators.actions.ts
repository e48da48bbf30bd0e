import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { administrationName, administratorNames } from '../../contract/administrator.catalogue.ts'
import type { Area } from '../../contract/area.ts'
import { separatedAdministrators } from '../../contract/role.ts'
import { createAgency } from '../area/agency.actions.ts'
import { findCountry } from '../area/area.queries.ts'
import { createPerson } from '../person/person.actions.ts'
import { createAccount, type IssuedLink, issueActivationLink } from './account.actions.ts'
import { findAccountByLogin } from './account.queries.ts'
import { grantRole } from './role.actions.ts'

export interface AppointedAdministrator extends IssuedLink {
  readonly role: (typeof separatedAdministrators)[number]
  readonly loginName: string
}

const loginWord = {
  systemAdministrator: 'system',
  securityAdministrator: 'security',
  auditAdministrator: 'audit',
} as const

/**
 * The three administrators of an area, for an installation that has nobody yet who could make
 * accounts: each gets a link to choose a password. Done again it only issues new links, which is
 * also the way back in when passwords are lost.
 */
export async function appointAdministrators(
  work: Work,
  area: Area,
): Promise<AppointedAdministrator[]> {
  const place = area.code ?? area.id.slice(-12)
  let agencyId: string | undefined
  // Who runs the installation stands above every area: no role elsewhere shuts anybody out.
  const issuer = (await findCountry(work)) ?? area
  const appointed: AppointedAdministrator[] = []
  for (const role of separatedAdministrators) {
    const loginName = `${loginWord[role]}-${place}`
    let account = await findAccountByLogin(work, loginName)
    if (!account) {
      agencyId ??= await administration(work, area)
      await appoint(work, area, { role, loginName, agencyId })
      account = await findAccountByLogin(work, loginName)
    }
    if (!account) throw baseProblems.notFound()
    appointed.push({ role, loginName, ...(await issueActivationLink(work, account.id, issuer)) })
  }
  return appointed
}

async function administration(work: Work, area: Area): Promise<string> {
  const agency = await createAgency(work, {
    id: newId(work.now),
    areaId: area.id,
    kind: 'department',
    name: administrationName,
  })
  return agency.id
}

async function appoint(
  work: Work,
  area: Area,
  wanted: Pick<AppointedAdministrator, 'role' | 'loginName'> & { readonly agencyId: string },
): Promise<void> {
  const { role, loginName, agencyId } = wanted
  const person = await createPerson(work, {
    id: newId(work.now),
    agencyId,
    name: administratorNames[role],
    dutyRole: 'none',
  })
  const accountId = newId(work.now)
  await createAccount(work, { id: accountId, personId: person.id, loginName, passwordHash: null })
  await grantRole(work, { accountId, role, areaId: area.id })
}
