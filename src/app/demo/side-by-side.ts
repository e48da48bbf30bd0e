/**
 * Runs so many at once, each next one when another is done, so that server and database both have
 * something to do. The first failure ends it; what has begun is waited for.
 */
export async function sideBySide<T>(
  all: Iterable<T>,
  width: number,
  run: (one: T) => Promise<unknown>,
): Promise<void> {
  const rest = all[Symbol.iterator]()
  let failed = false
  const goOn = async (): Promise<void> => {
    for (let next = rest.next(); !next.done && !failed; next = rest.next()) {
      await run(next.value).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, goOn))
  const failure = ends.find(({ status }) => status === 'rejected')
  if (failure?.status === 'rejected') throw failure.reason
}
