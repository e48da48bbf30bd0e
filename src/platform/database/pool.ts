import pg from 'pg'

export interface Pool {
  pool: pg.Pool
  /** Comes back when the server has let go of every connection. */
  close: () => Promise<void>
}

/**
 * A pool that outlives the loss of a connection, whether idle or between two statements of its
 * user, who hears of it at the next one (without a listener the process would die of it), and that
 * is closed when it says so: `end` of the driver returns while its connections are still saying
 * goodbye, and a database dropped then ends them with an error.
 */
export function openPool(options: pg.PoolConfig): Pool {
  const pool = new pg.Pool(options)
  const open = new Set<pg.PoolClient>()
  const allGone = Promise.withResolvers<void>()
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    open.add(client)
    client.on('error', () => undefined)
  })
  pool.on('remove', (client) => {
    open.delete(client)
    if (pool.ended && open.size === 0) allGone.resolve()
  })
  return {
    pool,
    async close() {
      await pool.end()
      if (open.size > 0) await allGone.promise
    },
  }
}
