import { systemClock } from '../platform/clock/clock.ts'
import { createLogger } from '../platform/observability/logger.ts'
import { commandClock } from './demo/command-clock.ts'
import { type Opening, openDatabaseFor } from './open-database.ts'
import { createProduct, type Product } from './product.ts'

/** Runs one command on the product without listening anywhere, and leaves nothing running. */
export async function withProduct<T>(
  opening: Opening,
  run: (product: Product, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const opened = await openDatabaseFor(opening)
  try {
    const time = await commandClock(opening.config, opened.url, opened.heldBy)
    const product = await createProduct({
      config: opening.config,
      databaseUrl: opened.url,
      clock: time.clock,
      wallClock: systemClock,
      logger: createLogger('warn'),
      background: false,
    })
    try {
      return await run(product, opened.url)
    } finally {
      await product.close()
      await time.leave()
    }
  } finally {
    await opened.close()
  }
}
