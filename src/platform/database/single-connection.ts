import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { ClientBase } from 'pg'

/** Kysely on one connection whose transaction somebody else opened and will end. */
export function singleConnectionDialect(client: ClientBase): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new SingleConnectionDriver(client),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

const refuse = async () => {
  throw new Error('The transaction belongs to the unit of work; do not begin or end one inside.')
}

class SingleConnectionDriver implements Driver {
  readonly #connection: DatabaseConnection
  constructor(client: ClientBase) {
    this.#connection = new QueueingConnection(client)
  }
  async init() {}
  async acquireConnection() {
    return this.#connection
  }
  async releaseConnection() {}
  async destroy() {}
  beginTransaction = refuse
  commitTransaction = refuse
  rollbackTransaction = refuse
}

/** One query after another: pg gives up queueing on a busy client. */
class QueueingConnection implements DatabaseConnection {
  readonly #client: ClientBase
  #last: Promise<unknown> = Promise.resolve()

  constructor(client: ClientBase) {
    this.#client = client
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const run = this.#last.then(() => this.#run<R>(query))
    this.#last = run.catch(() => {
      // The caller of this query meets its error; the next query only waits for its end.
    })
    return run
  }

  async #run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#client.query(query.sql, [...query.parameters])
    return {
      rows: result.rows as R[],
      ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }),
    }
  }

  // biome-ignore lint/correctness/useYield: streaming is refused
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Page by key instead of streaming a query.')
  }
}
