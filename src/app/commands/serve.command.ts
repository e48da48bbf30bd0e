import { systemClock } from '../../platform/clock/clock.ts'
import { createLogger } from '../../platform/observability/logger.ts'
import type { Command } from '../command.ts'
import { runServer } from '../run-server.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--no-demo] [--no-simulation] [--json]',
  summary: 'Builds what changed and runs the server, as `npm start` does, until it is stopped.',
  options: {
    demo: { type: 'boolean', about: 'make the demo county in an empty DATABASE_URL' },
    'no-demo': { type: 'boolean', about: 'do not make the demo county in a new data folder' },
    'no-simulation': { type: 'boolean', about: 'do not let the demo day run' },
    pace: { type: 'string', value: 'N', about: 'how many times faster the demo day runs' },
  },
  async run({ config, values, say }) {
    const { json, ...flags } = values
    const argv = Object.entries(flags).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}=${String(value)}`],
    )
    // With --json standard output belongs to the one line at the end.
    const logger = createLogger(config.logLevel, json ? process.stderr : undefined)
    const told = json ? say : (line: string) => console.log(line)
    return { ...(await runServer({ config, argv, clock: systemClock, logger, say: told })) }
  },
}
