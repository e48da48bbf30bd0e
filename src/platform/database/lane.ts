import type { Database } from './database.ts'

/** The same data over the connections that are kept free for it. */
export const urgently = (database: Database): Database => ({
  ...database,
  inWork: (binding, run) => database.inWork(binding, run, 'urgent'),
})
