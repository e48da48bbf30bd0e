import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { ensureArea } from '../area/area-table.actions.ts'
import { appointAdministrators } from './first-administrators.actions.ts'
import { grantRole } from './role.actions.ts'

describe('the first administrators of an installation', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  const appoint = () =>
    c.product.ground.database.inWork(systemBinding, async (work) =>
      appointAdministrators(work, await ensureArea(work, '970100', '石桥市')),
    )
  const activate = (token: string) =>
    c.anonymous.post('/api/identity/activation', { token, password: 'long enough for me' })

  it('are three persons with a role each, who choose their passwords by a link', async () => {
    const appointed = await appoint()
    expect(appointed.map(({ role, loginName }) => [role, loginName])).toEqual([
      ['systemAdministrator', 'system-970100'],
      ['securityAdministrator', 'security-970100'],
      ['auditAdministrator', 'audit-970100'],
    ])
    const [system] = appointed
    expect((await activate(system?.token ?? '')).body).toEqual({ loginName: 'system-970100' })
    const persons = await c.sql(
      `select distinct person_id from identity.account where login_name like '%-970100'`,
    )
    expect(persons).toHaveLength(3)
  })

  it('get new links when it is done again, and no second account', async () => {
    const first = await appoint()
    const second = await appoint()
    expect(await activate(first[1]?.token ?? '')).toBeRefused('identity.linkUnusable')
    expect((await activate(second[1]?.token ?? '')).status).toBe(200)
    const accounts = await c.sql(
      `select count(*)::int as n from identity.account where login_name like '%-970100'`,
    )
    expect(accounts).toEqual([{ n: 3 }])
  })

  it('come back in though one of them has a role elsewhere', async () => {
    const { areas } = c.ids
    const [audit] = await c.sql(`select id from identity.account where login_name = 'audit-970100'`)
    await c.product.ground.database.inWork(systemBinding, (work) =>
      grantRole(work, {
        accountId: audit?.['id'] as string,
        role: 'auditAdministrator',
        areaId: areas.cityA.id,
      }),
    )
    for (const { token } of await appoint()) expect((await activate(token)).status).toBe(200)
  })
})
