import { Kysely } from 'kysely'
import type { PoolClient } from 'pg'
import type { Clock } from '../clock/clock.ts'
import type { Actor, Binding } from '../ports/actor.ts'
import type { AuditEntry, AuditTrail, Statement } from '../ports/audit.ts'
import { singleConnectionDialect } from './single-connection.ts'

/** A fact that other modules may react to, stored in the transaction that makes it true. */
export interface Fact {
  /** `duty.gap-opened` */
  readonly topic: string
  readonly countyId: string
  readonly areaPath: string
  readonly payload: Record<string, unknown>
  /** Somebody waits to be told of an alarm: goes before whatever else waits. */
  readonly urgent?: true
}

/** "These keys of this topic are stale": told to every open screen whose scope covers them. */
export interface LiveChange {
  readonly topic: string
  readonly areaPath: string
  readonly rowClass: string
  readonly keys: readonly string[]
}

/**
 * One request or job: one transaction, bound to a scope, one outcome. Everything declared with
 * `audit`, `announce` and `touch` is written with the data or not at all.
 */
export interface Work {
  readonly binding: Binding
  /** Refuses when nobody acts (jobs). */
  readonly actor: Actor
  readonly now: Date
  /** Typed queries: `work.db<Tables>().selectFrom('duty.post')`. */
  db<T>(): Kysely<T>
  /** Plain SQL; with a name it is prepared once per connection (hot paths). */
  query<R>(text: string, values?: unknown[], name?: string): Promise<R[]>
  audit(entry: AuditEntry): void
  announce(fact: Fact): void
  touch(change: LiveChange): void
  /** Runs in this process as soon as the commit has succeeded, before the reply; must not throw. */
  afterCommit(run: () => void): void
}

/** Names prepared statements only where the pooler in front allows it. */
export interface WorkSettings {
  readonly clock: Clock
  readonly auditTrail: AuditTrail
  readonly namedStatements: boolean
}

export class BoundWork implements Work {
  readonly binding: Binding
  readonly now: Date
  readonly #client: PoolClient
  readonly #settings: WorkSettings
  readonly #kysely: Kysely<unknown>
  readonly #entries: AuditEntry[] = []
  readonly #facts: Fact[] = []
  readonly #changes: LiveChange[] = []
  readonly #afterCommit: (() => void)[] = []

  constructor(client: PoolClient, binding: Binding, now: Date, settings: WorkSettings) {
    this.#client = client
    this.binding = binding
    this.#settings = settings
    this.now = now
    this.#kysely = new Kysely({ dialect: singleConnectionDialect(client) })
  }

  get actor(): Actor {
    if (!this.binding.actor) throw new Error('Nobody acts in this unit of work.')
    return this.binding.actor
  }

  db<T>(): Kysely<T> {
    return this.#kysely as unknown as Kysely<T>
  }

  async query<R>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    const named = name && this.#settings.namedStatements ? { name } : {}
    const result = await this.#client.query({ text, values, ...named })
    return result.rows as R[]
  }

  audit(entry: AuditEntry): void {
    const { actor } = this.binding
    this.#entries.push({
      actorPersonId: actor?.personId ?? null,
      actorRole: actor?.role ?? null,
      sessionId: actor?.sessionId ?? null,
      ...entry,
    })
  }

  announce(fact: Fact): void {
    this.#facts.push(fact)
  }

  touch(change: LiveChange): void {
    this.#changes.push(change)
  }

  afterCommit(run: () => void): void {
    this.#afterCommit.push(run)
  }

  /**
   * Writes what was declared, and commits. Statements that need no answer are sent together: what
   * stands behind one that fails is not done, the commit among it.
   */
  async commit(): Promise<void> {
    const told = [...this.#factStatements(), ...this.#changeStatements()]
    await this.#send(this.#entries.length > 0 ? [await this.#auditAfter(told)] : told)
    for (const run of this.#afterCommit) run()
  }

  /** Last before the commit, because it locks the counties' chains until then. */
  async #auditAfter(statements: readonly Statement[]): Promise<Statement> {
    const run = (text: string, values: unknown[]) => this.#client.query(text, values)
    const sent = statements.map(({ text, values }) => run(text, [...values]))
    const appending = this.#settings.auditTrail.append(run, this.#entries, this.now)
    // The first refusal is the reason of those behind it.
    const [appends] = await Promise.all([appending, ...sent])
    return appends
  }

  async #send(statements: readonly Statement[]): Promise<void> {
    const sent = statements.map(({ text, values }) => this.#client.query(text, [...values]))
    const [end] = await Promise.all([this.#client.query('commit'), ...sent])
    // PostgreSQL answers the commit of a failed transaction without an error.
    if (end.command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.')
  }

  #factStatements(): Statement[] {
    if (this.#facts.length === 0) return []
    const facts = this.#facts.map((fact) => ({
      topic: fact.topic,
      county_id: fact.countyId,
      area_path: fact.areaPath,
      payload: fact.payload,
      urgent: fact.urgent ?? false,
    }))
    const topics = [...new Set(facts.map(({ topic }) => topic))].join(' ')
    return [
      {
        text: `insert into platform.outbox
           (topic, county_id, area_path, payload, urgent, at, next_attempt_at)
         select f.topic, f.county_id, f.area_path::ltree, f.payload, f.urgent, $2, $2
         from jsonb_to_recordset($1::jsonb)
           as f(topic text, county_id uuid, area_path text, payload jsonb, urgent boolean)`,
        values: [JSON.stringify(facts), this.now],
      },
      { text: `select pg_notify('facts', $1)`, values: [topics] },
    ]
  }

  /** One for all: a shared commit may touch hundreds of addresses. */
  #changeStatements(): Statement[] {
    if (this.#changes.length === 0) return []
    const text = `select pg_notify('live', m)
      from unnest($1::text[]) with ordinality as u(m, o) order by o`
    return [{ text, values: [liveMessages(this.#changes)] }]
  }
}

/** A NOTIFY carries 8,000 bytes at most; changes of one address share a message. */
function liveMessages(changes: readonly LiveChange[]): string[] {
  const keysMax = 150
  const byAddress = new Map<string, { change: LiveChange; keys: Set<string> }>()
  for (const change of changes) {
    const address = `${change.topic} ${change.areaPath} ${change.rowClass}`
    const known = byAddress.get(address) ?? { change, keys: new Set<string>() }
    for (const key of change.keys) known.keys.add(key)
    byAddress.set(address, known)
  }
  return [...byAddress.values()].flatMap(({ change, keys }) => {
    const all = [...keys]
    const parts: string[] = []
    for (let start = 0; start < all.length; start += keysMax) {
      const keys = all.slice(start, start + keysMax)
      parts.push(JSON.stringify({ ...change, keys }))
    }
    return parts
  })
}
