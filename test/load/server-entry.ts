/**
 * The real server with its clock moved, so that a measurement finds a busy school morning at any
 * hour: `program.mjs OFFSET_MS [--demo]`. All else comes from the environment as always.
 */
import { runServer } from '../../src/app/run-server.ts'
import { serverFlags } from '../../src/app/server-flags.ts'
import { shiftedClock } from '../../src/platform/clock/clock.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { createLogger } from '../../src/platform/observability/logger.ts'

const config = readConfig()
const demo = process.argv.includes('--demo')
const running = runServer({
  config,
  flags: serverFlags({ 'no-simulation': true, demo, 'no-demo': !demo }),
  clock: shiftedClock(Number(process.argv[2] ?? 0)),
  logger: createLogger(config.logLevel),
  say: (line) => console.log(line),
})
// The channel to the harness alone must not keep the server alive.
process.channel?.unref()
await running
