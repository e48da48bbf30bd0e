import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county, type Reply } from '../../../../test/county.ts'
import { calendarRoutes } from '../../../../test/schools-routes/calendar.ts'
import { peopleRoutes } from '../../../../test/schools-routes/people.ts'
import { registerRoutes } from '../../../../test/schools-routes/register.ts'
import { callIn, made } from '../../../../test/schools-routes/sample.ts'
import { upkeepRoutes } from '../../../../test/schools-routes/upkeep.ts'
import { schoolsModule } from '../module.ts'

// How each address is called, by subject: test/schools-routes/.

let c: County
const samples = {
  ...registerRoutes,
  ...calendarRoutes,
  ...peopleRoutes,
  ...upkeepRoutes,
}

beforeAll(async () => {
  c = await county()
  callIn(c)
})
afterAll(() => c.close())

function send(client: Client, key: string, path: string, body: unknown): Promise<Reply> {
  const [method] = key.split(' ')
  if (method === 'GET') return client.get(path)
  if (method === 'DELETE') return client.delete(path)
  if (method === 'PUT') return client.put(path, body)
  return method === 'PATCH' ? client.patch(path, body) : client.post(path, body)
}

/** What the other county's identifiers are: none of them may come back to this one. */
function idsOfCountyA(): string[] {
  const { schoolA1, schoolA2 } = c.ids.schools
  const own = [schoolA1, schoolA2].flatMap((one) => [one.id, one.gateId])
  return [...own, ...Object.values(made)]
}

describe('every address of the register', () => {
  it('has a sample', () => {
    const routes = schoolsModule.routes(c.product.ground)
    const keys = routes
      .filter(({ endpoint }) => endpoint.access !== 'public')
      .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
      .filter((key) => !key.includes('/import'))
    expect([...keys].sort()).toEqual(Object.keys(samples).sort())
  })

  for (const [key, sample] of Object.entries(samples)) {
    it(`${key}: 401, 403, 400, another county's 404, and done`, async () => {
      const { may, mayNot, path, broken = {}, isList, asksAgain } = sample
      const body = sample.body?.()
      expect(await send(c.anonymous, key, path(), body)).toBeRefused('request.notSignedIn')
      expect(await send(c.as(mayNot), key, path(), body)).toBeRefused('request.forbidden')
      const foreign = c.as(may, { at: may === 'cityBureau' ? 'cityB' : 'countyB' })
      if (asksAgain) {
        expect(await send(c.as(may), key, path(), body)).toBeRefused('request.stepUpNeeded')
        await Promise.all([c.as(may), foreign].map((client) => c.stepUp(client)))
      }
      if (broken.path || broken.body) {
        const reply = await send(c.as(may), key, (broken.path ?? path)(), broken.body ?? body)
        expect(reply).toBeRefused('request.invalid')
      }
      if (!isList) expect(await send(foreign, key, path(), body)).toBeRefused('request.notFound')
      else if (key.startsWith('GET')) {
        const { status, body: seen } = await send(foreign, key, path(), body)
        expect(status).toBe(200)
        expect(idsOfCountyA().filter((one) => JSON.stringify(seen).includes(one))).toEqual([])
      }
      if (key.endsWith('/file')) return
      const reply = await send(c.as(may), key, path(), body)
      expect([reply.status, reply.body]).toEqual([key.startsWith('DELETE') ? 204 : 200, reply.body])
    })
  }

  it('has told of its changes in fields that a reader finds in words', async () => {
    const rows = await c.sql('select distinct unnest(fields) as field from schools.change_entry')
    expect(rows.length).toBeGreaterThan(40)
    for (const catalogue of ['zh-CN', 'en']) {
      const path = new URL(`../web/locales/${catalogue}.json`, import.meta.url)
      const { fieldOf } = JSON.parse(await readFile(path, 'utf8')).history
      expect(rows.filter(({ field }) => !fieldOf[String(field)])).toEqual([])
    }
  })
})
