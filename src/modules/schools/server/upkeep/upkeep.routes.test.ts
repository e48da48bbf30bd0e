import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { sessionCookie } from '../../../identity/contract/session.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const at = (rest: string) => `/api/schools/${c.ids.schools.schoolA1.id}${rest}`

async function upload(client: Client, path: string, bytes: Buffer) {
  const boundary = 'paper'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="值班制度.pdf"\r\n\r\n`
  const reply = await c.product.http.inject({
    method: 'POST',
    url: path,
    headers: {
      cookie: `${sessionCookie}=${client.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return { status: reply.statusCode, body: reply.json(), headers: {} }
}

describe('the four written rules', () => {
  it('are missing, entered, renewed, and carry their paper', async () => {
    const cadre = c.as('schoolCadre')
    const states = async () =>
      (await cadre.get(at('/written-rules'))).body.map((rule: { state: string }) => rule.state)
    expect(await states()).toEqual(['missing', 'missing', 'missing', 'missing'])
    const path = at('/written-rules/duty')
    const rule = { version: 0, adoptedOn: '2025-12-01', expiresOn: '2026-12-01' }
    const first = await cadre.put(path, rule)
    expect(first.body).toMatchObject({ kind: 'duty', state: 'expiring', version: 1, file: null })
    expect((await cadre.put(path, rule)).body).toEqual(first.body)
    const late = await cadre.put(path, { ...rule, expiresOn: '2027-12-01' })
    expect(late).toBeRefused('request.stale')
    const renewed = await cadre.put(path, { ...rule, version: 1, expiresOn: '2027-12-01' })
    expect(renewed.body).toMatchObject({ state: 'inForce', version: 2 })

    const fileId = id()
    const file = `${path}/file?version=2&fileId=${fileId}`
    expect(await cadre.post(file)).toBeRefused('schools.fileMissing')
    expect(await upload(cadre, file, Buffer.from('no paper'))).toBeRefused('file.kindRefused')
    const paper = Buffer.from('%PDF-1.7 duty rules')
    const attached = await upload(cadre, file, paper)
    expect(attached.body).toMatchObject({ file: { id: fileId, name: '值班制度.pdf' }, version: 3 })
    expect((await upload(cadre, file, paper)).body).toEqual(attached.body)
    const other = await upload(cadre, `${path}/file?version=2&fileId=${id()}`, paper)
    expect(other).toBeRefused('request.stale')
    const got = await c.as('educationOfficer').get(`${path}/file`)
    expect(got.status).toBe(200)
    expect(Buffer.from(got.body).equals(paper)).toBe(true)
    const gatekeeping = await upload(
      cadre,
      at(`/written-rules/patrol/file?version=1&fileId=${id()}`),
      paper,
    )
    expect(gatekeeping).toBeRefused('request.notFound')
  })
})

describe('protective gear', () => {
  it('comes in, goes out, expires and is lost; the stock never falls below nothing', async () => {
    const cadre = c.as('schoolCadre')
    const path = at('/gear/entries')
    const enter = (fields: object) =>
      cadre.post(path, { id: id(), gear: 'spray', quantity: 4, onDay: '2026-09-01', ...fields })
    const first = await enter({ movement: 'in', expiresOn: '2026-11-01' })
    expect(first.body).toMatchObject({ gear: 'spray', quantity: 4, note: '' })
    expect((await enter({ ...first.body })).body).toEqual(first.body)
    expect(await enter({ movement: 'out', expiresOn: '2027-01-01' })).toBeRefused('request.invalid')
    const tooMuch = await enter({ movement: 'lost', quantity: 5 })
    expect(tooMuch).toBeRefused('schools.stockTooLow')
    expect(tooMuch.body.params).toEqual({ inStock: 4, quantity: 5 })
    expect(await enter({ movement: 'in', onDay: '2026-12-01' })).toBeRefused('schools.inFuture')
    const overdue = (await cadre.get(at('/gear'))).body
    const line = overdue.stock.find((one: { gear: string }) => one.gear === 'spray')
    expect(line).toMatchObject({ inStock: 4, overdue: 4 })
    await enter({ movement: 'expired', quantity: 4, onDay: '2026-11-20' })
    const { body } = await c.as('educationOfficer').get(at('/gear'))
    expect(body).toMatchObject({ guards: 0, coreSets: 0, setsMissing: 0 })
    const ledger = (await cadre.get(`${path}?limit=1`)).body
    expect(ledger).toMatchObject({ total: 2, rows: [{ movement: 'expired' }] })
    const rest = (await cadre.get(`${path}?limit=1&after=${ledger.next}`)).body
    expect(rest.rows[0].movement).toBe('in')
  })

  it('is entered one after another even when two come at once', async () => {
    const cadre = c.as('schoolCadre')
    const path = at('/gear/entries')
    const torch = { gear: 'torch', quantity: 3, onDay: '2026-09-01' }
    await cadre.post(path, { id: id(), movement: 'in', ...torch })
    const replies = await Promise.all(
      [1, 2, 3].map(() => cadre.post(path, { id: id(), movement: 'out', ...torch })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })
})
