import type { AnyEndpoint } from '../../src/platform/contract/endpoint.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import { type Matrix, requestOf, rolesOf, send } from './matrix.ts'
import type { Rows, Sample } from './sample.ts'

// Areas above the own one are seen by everybody below, and what lies there is inherited: row
// security lets them be read. A write that names one must be refused by the write itself.

/** The rows of the own place with every area of it exchanged for the city's. */
const aboveOf = (rows: Rows, cityId: string): Rows => ({
  ...rows,
  ...Object.fromEntries(
    Object.keys(rows).flatMap((name) => (name.endsWith('AreaId') ? [[name, cityId]] : [])),
  ),
  roleGiven: 'supervisor',
})

/** Calls a writing route as everybody below the city, naming the city where an area is asked. */
export async function triedAbove(
  { c, rows, holders, ...matrix }: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
): Promise<{ tried: number; accepted: string[] }> {
  const accepted: string[] = []
  if (endpoint.method === 'GET' || sample.lies === 'stream') return { tried: 0, accepted }
  const city = c.ids.areas.cityA
  const id = () => newId(c.clock.now())
  let tried = 0
  for (const role of rolesOf({ c, rows, holders, ...matrix }, endpoint)) {
    const client = c.as(role)
    if (!`${client.areaPath}.`.startsWith(`${city.path}.`) || client.areaPath === city.path)
      continue
    const own = { ...rows.A1, ...(await sample.renew?.(c, 'A1', rows.A1)) }
    const request = requestOf(endpoint, sample, aboveOf(own, city.id), id)
    if (!JSON.stringify(request).includes(city.id)) break
    if (endpoint.stepUp) await c.stepUp(client)
    const reply = await send(client, endpoint.method, request.path, request.body)
    tried += 1
    if (reply.status < 400) accepted.push(`${role}: ${endpoint.method} ${request.path}`)
  }
  return { tried, accepted }
}
