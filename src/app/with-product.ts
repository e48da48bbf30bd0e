import { systemClock } from '../platform/clock/clock.ts'
import { createLogger } from '../platform/observability/logger.ts'
import type { CommandInput } from './command.ts'
import { openDatabaseFor } from './open-database.ts'
import { createProduct, type Product } from './product.ts'

/** Runs one command on the product without listening anywhere, and leaves nothing running. */
export async function withProduct<T>(
  { config, say }: Pick<CommandInput, 'config' | 'say'>,
  run: (product: Product, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const opened = await openDatabaseFor(config, say)
  try {
    const product = await createProduct({
      config,
      databaseUrl: opened.url,
      clock: systemClock,
      logger: createLogger('warn'),
      background: false,
    })
    try {
      return await run(product, opened.url)
    } finally {
      await product.close()
    }
  } finally {
    await opened.close()
  }
}
