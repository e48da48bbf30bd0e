import type { Role } from '../../src/modules/identity/contract/role.ts'
import { roleNames } from '../../src/modules/identity/contract/role.ts'
import { heldRoles } from '../../src/modules/identity/server/account/account.queries.ts'
import { openSession } from '../../src/modules/identity/server/session/session.actions.ts'
import { localDay } from '../../src/platform/clock/zoned.ts'
import type { AnyEndpoint } from '../../src/platform/contract/endpoint.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { Client, County, Reply } from '../county.ts'
import type { Seat } from '../world.ts'
import { type Foreign, leakedOf } from './foreign.ts'
import { textOf } from './reply-text.ts'
import { type PlaceKey, placeKeys, places, type Rows, type Sample } from './sample.ts'

/** Answers that a call in the right place with the right role never gives. */
const refusals = [
  'request.notSignedIn',
  'request.forbidden',
  'request.stepUpNeeded',
  'request.notFound',
  'request.invalid',
  'request.malformed',
  'request.internal',
]

export interface Matrix {
  readonly c: County
  readonly rows: Readonly<Record<PlaceKey, Rows>>
  /** Permission → roles, as the product knows it. */
  readonly holders: ReadonlyMap<string, readonly string[]>
  readonly foreign: ReadonlyMap<string, Foreign>
  /** An account more of each role, to be used up by what people do to their own. */
  readonly spare: ReadonlyMap<Role, Seat>
}

/** Calls one route as everybody from everywhere; what is not as it must be, in sentences. */
export async function complaintsOf(
  matrix: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
): Promise<string[]> {
  const anonymous = await callAs(matrix, endpoint, sample, matrix.c.anonymous, 'A1')
  if (sample.lies === 'public') {
    return unlessFalse(isRefusal(anonymous, ['request.notSignedIn', 'request.forbidden']), () =>
      told('nobody', 'A1', anonymous),
    )
  }
  const complaints = unlessFalse(codeOf(anonymous) !== 'request.notSignedIn', () =>
    told('nobody', 'A1', anonymous),
  )
  if (sample.lies === 'stream') return complaints
  for (const role of roleNames) {
    complaints.push(
      ...(rolesOf(matrix, endpoint).includes(role)
        ? await complaintsOfHolder(matrix, endpoint, sample, role)
        : await complaintsOfOther(matrix, endpoint, sample, role)),
    )
  }
  return complaints
}

/** Roles that the product lets call a route. */
export const rolesOf = (matrix: Matrix, { access }: AnyEndpoint): readonly Role[] =>
  access === 'signedIn'
    ? roleNames
    : roleNames.filter((role) => matrix.holders.get(access)?.includes(role))

async function complaintsOfOther(
  matrix: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
  role: Role,
): Promise<string[]> {
  const reply = await callAs(matrix, endpoint, sample, matrix.c.as(role), 'A1')
  const fine = codeOf(reply) === 'request.forbidden'
  return unlessFalse(!fine, () => `${told(role, 'A1', reply)}, not request.forbidden`)
}

async function complaintsOfHolder(
  matrix: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
  role: Role,
): Promise<string[]> {
  const complaints: string[] = []
  for (const place of placesOf(sample)) {
    const client = await callerOf(matrix, sample, role)
    if (endpoint.stepUp) {
      await matrix.c.stepUp(client, 0)
      const early = await callAs(matrix, endpoint, sample, client, place)
      if (codeOf(early) !== 'request.stepUpNeeded') {
        complaints.push(`${told(role, place, early)}, not request.stepUpNeeded`)
      }
      await matrix.c.stepUp(client)
    }
    const reply = await callAs(matrix, endpoint, sample, client, place)
    complaints.push(...(await judged(matrix, endpoint, sample, { role, place, client, reply })))
  }
  return complaints
}

/** Lists and own things do not differ by place. */
export const placesOf = ({ lies }: Sample): readonly PlaceKey[] => {
  if (lies === 'list' || lies === 'self') return ['A1']
  return lies === 'county' ? ['A1', 'B1', 'C1'] : placeKeys
}

interface Called {
  readonly role: Role
  readonly place: PlaceKey
  readonly client: Client
  readonly reply: Reply
}

async function judged(
  { c, foreign }: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
  { role, place, client, reply }: Called,
): Promise<string[]> {
  // A refusal repeats the path that was asked for.
  const text = reply.status < 400 ? withoutFields(await textOf(reply), sample.names ?? []) : ''
  const leaked = leakedOf(text, foreign.get(role))
  if (leaked.length > 0) return [`${told(role, place, reply)}, with foreign ${leaked.join(' ')}`]
  if (sample.lies === 'another') {
    const refused = reply.status >= 400 && reply.status < 500
    return unlessFalse(!refused, () => `${told(role, place, reply)}: about another person`)
  }
  if (!isVisible(c, endpoint, sample, client, place)) {
    const hidden = codeOf(reply) === (sample.hiddenAs ?? 'request.notFound')
    return unlessFalse(!hidden, () => `${told(role, place, reply)}, not request.notFound`)
  }
  const refused = isRefusal(reply, refusals, sample.mayAnswer)
  const reason = sample.refuses?.[role]
  if (reason) return unlessFalse(reply.status < 400, () => `${told(role, place, reply)}: ${reason}`)
  return unlessFalse(refused, () => `${told(role, place, reply)}: refused in its own place`)
}

/** By the geometry of the territory tree alone. */
function isVisible(
  c: County,
  endpoint: AnyEndpoint,
  sample: Sample,
  client: Client,
  place: PlaceKey,
): boolean {
  const { lies } = sample
  if (lies !== 'school' && lies !== 'station' && lies !== 'county') return true
  const { path } = c.ids.areas[places[place][lies]]
  const scope = client.areaPath ?? ''
  const below = `${path}.`.startsWith(`${scope}.`)
  const above = `${scope}.`.startsWith(`${path}.`)
  return below || (above && sample.inherited === true && endpoint.method === 'GET')
}

type Caller = Client & { readonly ownRows?: Rows }

/** Own things are tried with an account and a session that may be used up. */
async function callerOf({ c, spare }: Matrix, sample: Sample, role: Role): Promise<Caller> {
  if (sample.lies !== 'self') return c.as(role)
  const { accountId, personId, areaPath, loginName } = spare.get(role) ?? c.as(role)
  const session = await c.product.ground.database.inWork(systemBinding, async (work) => {
    const [held] = await heldRoles(work, accountId ?? '', localDay(work.now))
    if (!held) throw new Error(`${role} is held by nobody.`)
    const opened = await openSession(work, held, { name: 'matrix', bound: false, byCode: true })
    return { ...opened, roleAssignmentId: held.id }
  })
  const { id: sessionId, roleAssignmentId } = session
  const ownRows = { sessionId, roleAssignmentId, loginName: loginName ?? '' }
  const seat = { personId, areaPath, loginName, sessionId } as Partial<Client>
  return { ...c.withToken(session.token), ...seat, ownRows }
}

/** Somebody who cannot reach the row uses nothing up, so nothing is made anew for the call. */
export async function callAs(
  matrix: Matrix,
  endpoint: AnyEndpoint,
  sample: Sample,
  client: Caller,
  place: PlaceKey,
): Promise<Reply> {
  const { c } = matrix
  const given = { ...matrix.rows[place], ...client.ownRows }
  const reaches = client.areaPath !== undefined && isVisible(c, endpoint, sample, client, place)
  const rows = reaches ? { ...given, ...(await sample.renew?.(c, place, given)) } : given
  const { path, body } = requestOf(endpoint, sample, rows, () => newId(c.clock.now()))
  return send(client, endpoint.method, path, body)
}

/** Address and body of a call that points to these rows. */
export function requestOf(
  endpoint: AnyEndpoint,
  sample: Sample,
  rows: Rows,
  id: () => string,
): { path: string; body: unknown } {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rows[sample.params?.[name] ?? name]
    if (value === undefined) throw new Error(`No row ${name} for ${endpoint.path}.`)
    return value
  })
  const { query } = sample
  const asked = typeof query === 'function' ? query(rows) : query
  return { path: asked ? `${path}?${asked}` : path, body: sample.body?.(rows, id) }
}

export function send(client: Client, method: string, path: string, body: unknown): Promise<Reply> {
  if (method === 'GET') return client.get(path)
  if (method === 'DELETE') return client.delete(path)
  if (method === 'PUT') return client.put(path, body)
  return method === 'PATCH' ? client.patch(path, body) : client.post(path, body)
}

const codeOf = (reply: Reply): string | undefined =>
  reply.status >= 400 ? reply.body?.code : undefined

const withoutFields = (text: string, names: readonly string[]): string =>
  names.reduce((rest, name) => rest.replace(new RegExp(`"${name}":"[^"]*"`, 'g'), ''), text)

function isRefusal(reply: Reply, codes: readonly string[], mayAnswer: readonly string[] = []) {
  const code = codeOf(reply)
  if (reply.status >= 500) return true
  return code !== undefined && codes.includes(code) && !mayAnswer.includes(code)
}

const told = (who: string, place: string, reply: Reply): string =>
  `${who} at ${place}: ${reply.status} ${codeOf(reply) ?? ''} ${detailOf(reply)}`.trim()

const detailOf = ({ body }: Reply): string =>
  JSON.stringify(body?.errors ?? body?.params ?? '').slice(0, 200)

const unlessFalse = (wrong: boolean, tell: () => string): string[] => (wrong ? [tell()] : [])
