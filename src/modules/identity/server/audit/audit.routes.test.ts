import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { verifyAuditChain, verifyAuditChains } from './audit-verification.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const path = '/api/identity/audit'
type Row = { action: string; subjectId: string; countyId: string; sequence: number; at: string }

describe('the audit trail', () => {
  it('tells who did what to whom, the newest first, inside the scope', async () => {
    const commander = c.as('countyCommander')
    const person = {
      id: newId(c.clock.now()),
      agencyId: c.ids.agencies.stationA1,
      name: '陈溪',
      dutyRole: 'police',
    }
    await commander.post('/api/identity/people', person)
    const { body } = await c.as('auditAdministrator').get(`${path}?action=identity.person.`)
    expect(body.rows[0]).toMatchObject({
      action: 'identity.person.create',
      subjectId: person.id,
      actorPersonId: commander.personId,
      actorRole: 'countyCommander',
      sessionId: commander.sessionId,
    })
    const other = c.as('auditAdministrator', { at: 'countyB' })
    const theirs = await other.get(`${path}?subjectId=${person.id}`)
    expect(theirs.body).toMatchObject({ rows: [], total: 0 })
  })

  it('comes page by page, each entry once, in order', async () => {
    const admin = c.as('auditAdministrator')
    const seen: Row[] = []
    let after = ''
    do {
      const { body } = await admin.get(`${path}?limit=40${after}`)
      seen.push(...body.rows)
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    const sequences = seen.map((row) => row.sequence)
    expect(sequences).toEqual([...sequences].sort((a, b) => b - a))
    expect(new Set(sequences).size).toBe(sequences.length)
    expect(Math.min(...sequences)).toBe(1)
  })

  it('is for the audit administrator alone', async () => {
    expect(await c.as('systemAdministrator').get(path)).toBeRefused('request.forbidden')
    expect(await c.as('countyCommander').get(path)).toBeRefused('request.forbidden')
  })

  it('cannot be changed or shortened by the product itself', async () => {
    for (const statement of [
      `update identity.audit_entry set action = 'a.b'`,
      'delete from identity.audit_entry',
    ]) {
      const act = c.product.ground.database.inWork(systemBinding, (work) => work.query(statement))
      await expect(act).rejects.toThrow('request.notFound')
    }
  })
})

describe('verification', () => {
  const county = () => c.ids.areas.countyA.countyId
  const verify = async () =>
    (await c.as('auditAdministrator').post(`${path}/verification`)).body as {
      intact: boolean
      anchors: number
      entries: number
      broken: { sequence: number; reason: string } | null
    }
  const anchorFile = () =>
    join(c.product.ground.config.dataFolder, 'audit-anchors', `${county()}.jsonl`)
  const anchor = () => c.product.sweeps.get('identity.anchor')?.()

  beforeEach(async () => {
    await anchor()
  })

  it('finds the chain whole, and notes that it was looked at', async () => {
    const first = await verify()
    expect(first).toMatchObject({ intact: true, broken: null })
    expect(first.anchors).toBeGreaterThan(0)
    expect((await verify()).entries).toBe(first.entries + 1)
  })

  it('is not troubled by what people write while it reads', async () => {
    const read = await c.product.ground.database.inWork(systemBinding, (work) => {
      const busy: Work = {
        ...work,
        query: async (...asked) => {
          const rows = await work.query(...asked)
          await verify()
          return rows as never
        },
      }
      return verifyAuditChain(busy, county())
    })
    expect(read).toMatchObject({ intact: true, broken: null })
  })

  it('adds a line of anchor only when the chain has grown', async () => {
    const before = await readFile(anchorFile(), 'utf8')
    await anchor()
    expect(await readFile(anchorFile(), 'utf8')).toBe(before)
    await c.as('guard').get('/api/identity/me')
    await verify()
    await anchor()
    const after = await readFile(anchorFile(), 'utf8')
    expect(after.startsWith(before)).toBe(true)
    expect(after.split('\n').length).toBe(before.split('\n').length + 1)
  })

  const tampering: [string, string, string][] = [
    [
      'an entry that was rewritten',
      `update identity.audit_entry set detail = '{"forged":true}' where sequence = 3`,
      'hash',
    ],
    [
      'an entry that was taken out',
      'delete from identity.audit_entry where sequence = 3',
      'missing',
    ],
    [
      'a link that was cut',
      `update identity.audit_entry set previous_hash = hash where sequence = 3`,
      'link',
    ],
  ]
  for (const [what, statement, reason] of tampering) {
    it(`finds ${what}`, async () => {
      await c.sql('create table public.kept as select * from identity.audit_entry')
      try {
        await c.sql(`${statement} and county_id = $1`, [county()])
        const verdict = await verify()
        expect(verdict.broken).toEqual({ sequence: reason === 'missing' ? 4 : 3, reason })
      } finally {
        const onlyNew =
          'where (county_id, sequence) in (select county_id, sequence from public.kept)'
        await c.sql(`delete from identity.audit_entry ${onlyNew}`)
        await c.sql('insert into identity.audit_entry select * from public.kept')
        await c.sql('drop table public.kept')
      }
    })
  }

  it('finds a tail that was cut off together with its head, by the anchors', async () => {
    const [head] = await c.sql(
      'select sequence, hash from platform.chain_head where county_id = $1',
      [county()],
    )
    const last = Number(head?.sequence)
    await c.sql('create table public.kept as select * from identity.audit_entry')
    await c.sql('delete from identity.audit_entry where county_id = $1 and sequence = $2', [
      county(),
      last,
    ])
    await c.sql(
      `update platform.chain_head h set sequence = e.sequence, hash = e.hash
       from identity.audit_entry e
       where e.county_id = h.county_id and h.county_id = $1 and e.sequence = $2`,
      [county(), last - 1],
    )
    const { database, config } = c.product.ground
    const verdict = await database.inWork(systemBinding, (work) =>
      verifyAuditChains(work, config.dataFolder),
    )
    expect(verdict.intact).toBe(false)
    expect(verdict.broken).toMatchObject([{ countyId: county(), broken: { reason: 'anchor' } }])
    await c.sql(
      'insert into identity.audit_entry select * from public.kept where sequence = $1 and county_id = $2',
      [last, county()],
    )
    await c.sql('update platform.chain_head set sequence = $2, hash = $3 where county_id = $1', [
      county(),
      last,
      head?.hash,
    ])
    await c.sql('drop table public.kept')
  })

  it('finds a chain that was recomputed as a whole, by the anchors', async () => {
    const text = await readFile(anchorFile(), 'utf8')
    const [line = ''] = text.split('\n')
    const { sequence } = JSON.parse(line)
    const other = JSON.stringify({ ...JSON.parse(line), hash: '0'.repeat(64) })
    await writeFile(anchorFile(), text.replace(line, other))
    expect((await verify()).broken).toEqual({ sequence, reason: 'anchor' })
    await writeFile(anchorFile(), text)
    expect((await verify()).intact).toBe(true)
  })

  it('is not troubled by a line of anchor that a power cut tore', async () => {
    await appendFile(anchorFile(), '{"at":"2026-11-23T00:')
    expect((await verify()).intact).toBe(true)
    await anchor()
    expect((await readFile(anchorFile(), 'utf8')).split('\n').at(-2)).toMatch(/^\{"at".*\}$/)
    expect((await verify()).intact).toBe(true)
  })

  it('verifies every chain of the database for the operator', async () => {
    const { database, config } = c.product.ground
    const verdict = await database.inWork(systemBinding, (work) =>
      verifyAuditChains(work, config.dataFolder),
    )
    expect(verdict).toMatchObject({ intact: true, broken: [] })
    expect(verdict.chains).toBe(7)
  })
})
