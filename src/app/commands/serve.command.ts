import { systemClock } from '../../platform/clock/clock.ts'
import { createLogger } from '../../platform/observability/logger.ts'
import type { Command } from '../command.ts'
import { runServer } from '../run-server.ts'
import { serverFlags, serverOptions } from '../server-flags.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--no-demo] [--no-simulation] [--pace N] [--json]',
  summary: 'Builds what changed and runs the server, as `npm start` does, until it is stopped.',
  options: serverOptions,
  async run({ config, values, say }) {
    const { json } = values
    const flags = serverFlags(values)
    // With --json standard output belongs to the one line at the end.
    const logger = createLogger(config.logLevel, json ? process.stderr : undefined)
    const told = json ? say : (line: string) => console.log(line)
    return { ...(await runServer({ config, flags, clock: systemClock, logger, say: told })) }
  },
}
