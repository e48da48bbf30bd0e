/**
 * The real server with its clock moved, so that a measurement finds a busy school morning at any
 * hour: `program.mjs OFFSET_MS [--demo]`. All else comes from the environment as always.
 */
import { runServer } from '../../src/app/run-server.ts'
import { shiftedClock } from '../../src/platform/clock/clock.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { createLogger } from '../../src/platform/observability/logger.ts'

const config = readConfig()
const running = runServer({
  config,
  argv: ['--no-simulation', ...process.argv.slice(3)],
  clock: shiftedClock(Number(process.argv[2] ?? 0)),
  logger: createLogger(config.logLevel),
  say: (line) => console.log(line),
})
// The channel to the harness alone must not keep the server alive.
process.channel?.unref()
await running
