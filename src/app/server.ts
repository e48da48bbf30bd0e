import { systemClock } from '../platform/clock/clock.ts'
import { readConfig } from '../platform/config/config.ts'
import { UnfitDatabase } from '../platform/database/migrate.ts'
import { createLogger } from '../platform/observability/logger.ts'
import { CommandProblem, helpOf, parseInput } from './command.ts'
import { serveCommand } from './commands/serve.command.ts'
import { runServer, UnfitAddress } from './run-server.ts'
import { serverFlags } from './server-flags.ts'

/** Entry of `npm start`: runs until a signal asks it to stop. */
export async function main(argv: string[]): Promise<void> {
  try {
    const { values, positionals } = parseInput(serveCommand, argv)
    if (values.help) return console.log(helpOf(serveCommand))
    // npm keeps `--pace 10` for itself and hands on the 10, unless two dashes stand before it.
    if (positionals.length > 0) {
      const example = 'npm start -- --pace 10'
      throw new CommandProblem(`Not understood: ${positionals.join(' ')}. Options: ${example}`)
    }
    const config = readConfig()
    const logger = createLogger(config.logLevel)
    const flags = serverFlags(values)
    const say = (line: string) => console.log(line)
    await runServer({ config, flags, clock: systemClock, logger, say })
  } catch (error) {
    // Whoever starts the server reads what to do, not where in the code it was noticed.
    const told = [UnfitDatabase, UnfitAddress, CommandProblem].some((kind) => error instanceof kind)
    if (!(told && error instanceof Error)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
