import { readConfig } from '../platform/config/config.ts'
import { ProblemError } from '../platform/contract/problem.ts'
import { CommandProblem, findCommand, helpOf, overviewOf, parseInput } from './command.ts'
import { commands } from './commands/command-list.ts'

/** Entry of `npx anyuan …`. Exit code 0 done, 1 refused or failed, 2 not understood. */
export async function main(argv: string[]): Promise<void> {
  const found = findCommand(commands, argv)
  if (!found) {
    const asked = argv.length === 0 || argv[0] === '--help' || argv[0] === '-h'
    if (asked) console.log(overviewOf(commands))
    else console.error(`Unknown command: ${argv.join(' ')}\n\n${overviewOf(commands)}`)
    process.exitCode = asked ? 0 : 2
    return
  }
  try {
    const { values, positionals } = parseInput(found.command, found.rest)
    if (values.help) return console.log(helpOf(found.command))
    const say = (line: string) => console.error(line)
    const config = readConfig()
    const result = await found.command.run({ config, values, positionals, say })
    console.log(values.json ? JSON.stringify(result) : textOf(result))
  } catch (error) {
    if (error instanceof CommandProblem) {
      console.error(error.message)
      process.exitCode = 2
      return
    }
    if (error instanceof ProblemError) console.error(error.toProblem('zh-CN').detail)
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

function textOf(result: Record<string, unknown>): string {
  return Object.entries(result)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('\n')
}
