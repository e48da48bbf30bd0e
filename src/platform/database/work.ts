import { Kysely } from 'kysely'
import type { PoolClient } from 'pg'
import type { Clock } from '../clock/clock.ts'
import type { Actor, Binding } from '../ports/actor.ts'
import type { AuditEntry, AuditTrail } from '../ports/audit.ts'
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

  committed(): void {
    for (const run of this.#afterCommit) run()
  }

  /** Writes what was declared; called once, just before the commit. */
  async flush(): Promise<void> {
    await this.#flushFacts()
    await this.#flushChanges()
    // Last, because it locks the counties' chain heads until the commit.
    if (this.#entries.length > 0) {
      const run = (text: string, values: unknown[]) => this.#client.query(text, values)
      await this.#settings.auditTrail.append(run, this.#entries, this.now)
    }
  }

  async #flushFacts(): Promise<void> {
    if (this.#facts.length === 0) return
    await this.#client.query(
      `insert into platform.outbox
         (topic, county_id, area_path, payload, urgent, at, next_attempt_at)
       select f.topic, f.county_id, f.area_path::ltree, f.payload, f.urgent, $2, $2
       from jsonb_to_recordset($1::jsonb)
         as f(topic text, county_id uuid, area_path text, payload jsonb, urgent boolean)`,
      [
        JSON.stringify(
          this.#facts.map((fact) => ({
            topic: fact.topic,
            county_id: fact.countyId,
            area_path: fact.areaPath,
            payload: fact.payload,
            urgent: fact.urgent ?? false,
          })),
        ),
        this.now,
      ],
    )
    await this.#client.query(`select pg_notify('facts', '')`)
  }

  async #flushChanges(): Promise<void> {
    if (this.#changes.length === 0) return
    // One round trip for all: a shared commit may touch hundreds of addresses.
    await this.#client.query(
      `select pg_notify('live', m) from unnest($1::text[]) with ordinality as u(m, o) order by o`,
      [liveMessages(this.#changes)],
    )
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
