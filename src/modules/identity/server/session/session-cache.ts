import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { urgently } from '../../../../platform/database/lane.ts'
import { SharedCommit } from '../../../../platform/database/shared-commit.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Sessions } from '../../../../platform/http/server.ts'
import { type Actor, systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import type { LiveHub } from '../../../../platform/realtime/hub.ts'
import { type Role, roles } from '../../contract/role.ts'
import { sessionCookie } from '../../contract/session.ts'
import { findLiveSessions, type LiveSession, prolongSessions } from './session.queries.ts'
import { cookieToken, expiryOf, isBound, tokenHashOf } from './session-token.ts'

const cachedMax = 50_000
/** Use is noted this often; a session's rest of life is right to within it. */
const noteUseEveryMs = 5 * 60_000

interface Cached {
  readonly key: string
  readonly session: LiveSession
  readonly actor: Actor
  /** Roles begin and end with a local day, so an entry is good for one. */
  readonly day: string
}

/** Who calls, by cookie or bearer token; kept in memory until a notice says otherwise. */
export interface IdentitySessions extends Sessions {
  /** Forgets one session in this process. */
  forget(sessionId: string): void
  /** Forgets one session in this process and cuts its open streams. */
  end(sessionId: string): void
  /** Reads all anew and gives those that ended, or whose area has moved. */
  recheck(): Promise<string[]>
}

export function createSessions(
  ground: Ground,
  permissionsByRole: ReadonlyMap<string, ReadonlySet<string>>,
): IdentitySessions {
  const { database, clock, hub } = ground
  const byToken = new Map<string, Cached>()
  /** Set aside since notices were missed, until the database has answered for them. */
  const unchecked: Cached[] = []

  const remember = (session: LiveSession, day: string): Cached => {
    const key = session.tokenHash.toString('base64')
    const cached = { key, session, actor: actorOf(session, permissionsByRole), day }
    byToken.set(key, cached)
    if (byToken.size > cachedMax) byToken.delete(byToken.keys().next().value ?? '')
    return cached
  }

  const lookUp = lookUpIn(ground)

  /** Grows whenever sessions are forgotten. */
  let forgotten = 0

  const load = async (tokenHash: Buffer, isSecondLook = false): Promise<Actor | null> => {
    const before = forgotten
    const session = await lookUp.submit(tokenHash)
    if (!session) return null
    if (forgotten === before) return remember(session, localDay(clock.now())).actor
    // One that ended while it was looked up must neither be remembered as live nor open a stream
    // that nobody cuts any more.
    return isSecondLook ? actorOf(session, permissionsByRole) : load(tokenHash, true)
  }

  const isFresh = ({ session, day }: Cached, now: Date): boolean =>
    session.expiresAt > now && day === localDay(now) && !isDueForNote(session, now)

  const forget = (sessionId: string): void => {
    forgotten += 1
    for (const { key, session } of byToken.values()) {
      if (session.id === sessionId) byToken.delete(key)
    }
  }

  const sessions: IdentitySessions = {
    async actorOf(request) {
      const token = tokenOf(request)
      if (!token) return null
      const tokenHash = tokenHashOf(token)
      const key = tokenHash.toString('base64')
      const cached = byToken.get(key)
      if (cached && isFresh(cached, clock.now())) return cached.actor
      byToken.delete(key)
      return load(tokenHash)
    },
    forget,
    end(sessionId) {
      forget(sessionId)
      hub.endSession(sessionId)
    },
    async recheck() {
      unchecked.push(...byToken.values())
      byToken.clear()
      forgotten += 1
      const day = localDay(clock.now())
      const hashes = unchecked.map(({ session }) => session.tokenHash)
      const live = await database.inWork(systemBinding, (work) =>
        findLiveSessions(work, hashes, day),
      )
      const after = new Map(live.map((session) => [session.id, remember(session, day).actor]))
      return unchecked
        .splice(0)
        .filter(({ session, actor }) => after.get(session.id)?.scope !== actor.scope)
        .map(({ session }) => session.id)
    },
  }
  byGround.set(ground, sessions)
  return sessions
}

/** A morning's first requests come together: one transaction looks many of them up. */
const lookUpIn = ({ database, clock, config }: Ground) =>
  new SharedCommit<Buffer, LiveSession | null>({
    // Whoever calls for help is looked up even when everybody is.
    database: urgently(database),
    clock,
    collectMs: 1,
    batchMax: 500,
    waitingMax: 20_000,
    concurrency: 2,
    overflow: () => baseProblems.busy(),
    write: (work, tokenHashes) => findAndNote(work, tokenHashes, config.deviceSessionDays),
  })

/** The live sessions of tokens, null where there is none; their use is noted when it is due. */
async function findAndNote(work: Work, tokenHashes: readonly Buffer[], days: number | undefined) {
  const found = await findLiveSessions(work, tokenHashes, localDay(work.now))
  const sessions = found.map((session) =>
    isDueForNote(session, work.now)
      ? {
          ...session,
          lastSeenAt: work.now,
          expiresAt: expiryOf(work.now, {
            bound: isBound(session.role, session.deviceBound),
            days,
          }),
        }
      : session,
  )
  const used = sessions.filter(({ lastSeenAt }) => lastSeenAt === work.now)
  if (used.length > 0) await prolongSessions(work, used)
  const byHash = new Map(sessions.map((one) => [one.tokenHash.toString('base64'), one]))
  return tokenHashes.map((tokenHash) => byHash.get(tokenHash.toString('base64')) ?? null)
}

/** The sessions of a process are made before its routes, which end and change them. */
const byGround = new WeakMap<Ground, IdentitySessions>()

export function sessionsOf(ground: Ground): IdentitySessions {
  const sessions = byGround.get(ground)
  if (!sessions) throw new Error('Sessions are created before the routes of a process.')
  return sessions
}

/** A notice names a session that ended (`id`) or changed (`~id`); empty: notices were missed. */
export async function onSessionNotice(
  sessions: IdentitySessions,
  hub: LiveHub,
  payload: string,
): Promise<void> {
  if (payload === '') {
    for (const id of await sessions.recheck()) hub.endSession(id)
    return
  }
  sessions.forget(payload.replace(/^~/, ''))
  if (!payload.startsWith('~')) hub.endSession(payload)
}

const isDueForNote = (session: LiveSession, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= noteUseEveryMs

function actorOf(
  session: LiveSession,
  permissionsByRole: ReadonlyMap<string, ReadonlySet<string>>,
): Actor {
  return {
    accountId: session.accountId,
    personId: session.personId,
    sessionId: session.id,
    role: session.role,
    scope: session.areaPath,
    areaId: session.areaId,
    countyId: session.countyId,
    classes: roles[session.role as Role].classes,
    permissions: permissionsByRole.get(session.role) ?? new Set(),
    steppedUpUntil: session.steppedUpUntil,
  }
}

type Request = Parameters<Sessions['actorOf']>[0]

function tokenOf(request: Request): string | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')
  return bearer?.[1] ?? cookieToken(request.cookies[sessionCookie])
}
