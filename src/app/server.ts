import { systemClock } from '../platform/clock/clock.ts'
import { readConfig } from '../platform/config/config.ts'
import { createLogger } from '../platform/observability/logger.ts'
import { runServer } from './run-server.ts'

/** Entry of `npm start`: runs until a signal asks it to stop. */
export async function main(argv: string[]): Promise<void> {
  const config = readConfig()
  await runServer({ config, argv, clock: systemClock, logger: createLogger(config.logLevel) })
}
