import { systemClock } from '../platform/clock/clock.ts'
import { readConfig } from '../platform/config/config.ts'
import { UnfitDatabase } from '../platform/database/migrate.ts'
import { createLogger } from '../platform/observability/logger.ts'
import { runServer, UnfitAddress } from './run-server.ts'

/** Entry of `npm start`: runs until a signal asks it to stop. */
export async function main(argv: string[]): Promise<void> {
  const config = readConfig()
  const logger = createLogger(config.logLevel)
  try {
    const say = (line: string) => console.log(line)
    await runServer({ config, argv, clock: systemClock, logger, say })
  } catch (error) {
    // Whoever starts the server reads what to do, not where in the code it was noticed.
    if (!(error instanceof UnfitDatabase || error instanceof UnfitAddress)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
