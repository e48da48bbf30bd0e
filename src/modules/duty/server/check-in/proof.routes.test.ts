import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { upload } from '../../../../../test/uploads.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { approvals, checkInMethods, countsAsPresent } from '../../contract/check-in.ts'
import { verdicts } from '../../contract/position-verdict.ts'

describe('what proves a check-in', () => {
  let world: County
  let post: GatePost
  let guard: Client
  let shift: string

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    guard = world.as('guard', { at: 'schoolA1' })
    shift = await shiftOf(world, post, 'arrival')
    world.clock.set(at('07:50'))
  })
  afterAll(() => world.close())

  const query = <R>(text: string, values: unknown[] = []) =>
    world.product.ground.database.inWork(systemBinding, (work) => work.query<R>(text, values))

  it('counts by one rule, in the database as on the phone', async () => {
    const [column] = await query<{ rule: string }>(
      `select pg_get_expr(d.adbin, d.adrelid) as rule
       from pg_attrdef d
       join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
       where d.adrelid = 'duty.check_in'::regclass and a.attname = 'counts'`,
    )
    type Case = Parameters<typeof countsAsPresent>[0] & { counts: boolean }
    const cases = await query<Case>(
      `select method, verdict, approval, photo_stored_at is not null as "hasPhoto",
         (${column?.rule}) as counts
       from unnest($1::text[]) as m(method), unnest($2::text[]) as v(verdict),
         unnest($3::text[]) as a(approval), unnest(array[null, now()]) as p(photo_stored_at)`,
      [checkInMethods, verdicts, approvals],
    )
    expect(cases).toHaveLength(checkInMethods.length * verdicts.length * approvals.length * 2)
    for (const one of cases) expect(countsAsPresent(one), JSON.stringify(one)).toBe(one.counts)
  })

  it('keeps a picture that the check-in announced, for who decides, with each view on record', async () => {
    const picture = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(300)])
    const photoFileId = newId(at('07:50'))
    const photoSha256 = createHash('sha256').update(picture).digest('hex')
    const far = {
      at: at('07:50'),
      gate: post,
      metresOff: 300,
      fields: { photoFileId, photoSha256 },
    }
    await checkIn(guard, shift, far)
    const sent = await sendPhoto(world, guard, photoFileId, picture)
    expect(sent).toMatchObject({ status: 200 })
    expect((await sendPhoto(world, guard, photoFileId, picture)).status).toBe(200)
    const forged = Buffer.concat([picture, Buffer.from('x')])
    expect((await sendPhoto(world, guard, photoFileId, forged)).status).toBeGreaterThan(399)
    expect((await sendPhoto(world, guard, newId(at('07:50')), picture)).status).toBe(404)
    const path = `/api/duty/photos/${photoFileId}`
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const seen = await cadre.get(path)
    expect(seen.status).toBe(200)
    expect(Buffer.from(seen.body)).toEqual(picture)
    const views = await query<{ actor: string }>(
      `select actor_person_id as actor from identity.audit_entry where action = 'duty.photo.view'`,
    )
    expect(views).toEqual([{ actor: cadre.personId }])
    const foreign = world.as('schoolCadre', { at: 'schoolB1' })
    expect(await foreign.get(path)).toBeRefused('request.notFound')
    expect(await guard.get(path)).toBeRefused('request.forbidden')
  })

  it('is erased when its time is over; the verdict and the trail stay', async () => {
    await checkIn(guard, shift, { at: at('07:50'), gate: post })
    const guest = { kind: 'guest', id: newId(at('07:50')), shiftId: shift, label: '李阿姨' }
    const record = { ...guest, at: at('07:50').toISOString() }
    const deviceNow = at('07:50').toISOString()
    await guard.post('/api/duty/check-ins', { deviceNow, record })
    const rows = async () => {
      const [counts] = await query<{ positions: number; guests: number; photos: number }>(
        `select (select count(*) from duty.check_in_position) as positions,
           (select count(*) from duty.guest) as guests,
           (select count(*) from platform.file where purpose = 'duty.checkIn') as photos`,
      )
      return counts
    }
    expect(await rows()).toEqual({ positions: 2, guests: 1, photos: 1 })
    const stored = await query<{ lon: number; lat: number }>(
      'select lon, lat from duty.check_in_position',
    )
    for (const { lon, lat } of stored) {
      expect(Math.round(lon * 1e4) / 1e4).toBe(lon)
      expect(Math.round(lat * 1e4) / 1e4).toBe(lat)
    }
    world.clock.set(at('12:01', '2026-11-24'))
    await sweep(world, 'duty.erase')
    expect(await rows()).toEqual({ positions: 2, guests: 0, photos: 1 })
    world.clock.set(at('08:00', '2026-12-24'))
    await sweep(world, 'duty.erase')
    expect(await rows()).toEqual({ positions: 0, guests: 0, photos: 0 })
    const verdictsLeft = await query<{ verdict: string }>(
      `select verdict from duty.check_in where method = 'position' order by verdict`,
    )
    expect(verdictsLeft.map(({ verdict }) => verdict)).toEqual(['inside', 'outside'])
  })
})

const sendPhoto = (world: County, client: Client, id: string, bytes: Buffer) =>
  upload(world, client, '/api/duty/photos', { name: 'photo.jpg', bytes, fields: { id } })
