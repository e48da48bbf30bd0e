import { systemClock } from '../../platform/clock/clock.ts'
import { createLogger } from '../../platform/observability/logger.ts'
import type { Command } from '../command.ts'
import { runServer } from '../run-server.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--no-demo] [--no-simulation]',
  summary: 'Runs the server, as `npm start` does, on what is already built.',
  options: {
    demo: { type: 'boolean', about: 'make the demo county in an empty DATABASE_URL' },
    'no-demo': { type: 'boolean', about: 'do not make the demo county in a new data folder' },
    'no-simulation': { type: 'boolean', about: 'do not let the demo day run' },
    pace: { type: 'string', value: 'N', about: 'how many times faster the demo day runs' },
  },
  async run({ config, values }) {
    const argv = Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}=${String(value)}`],
    )
    await runServer({ config, argv, clock: systemClock, logger: createLogger(config.logLevel) })
    return { served: true }
  },
}
