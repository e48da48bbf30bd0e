import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../platform/config/config.ts'

type OptionKind = { type: 'string' | 'boolean'; multiple?: boolean; about: string; value?: string }

export interface CommandInput {
  readonly config: Config
  readonly positionals: readonly string[]
  readonly values: Readonly<
    Record<string, string | boolean | readonly (string | boolean)[] | undefined>
  >
  /** Progress for people: goes to stderr, so that `--json` keeps stdout to one line. */
  say(line: string): void
}

/** One word of the command line. Its result is one JSON value, shown as text or as it is. */
export interface Command {
  /** `audit verify` */
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionKind>>
  run(input: CommandInput): Promise<Record<string, unknown>>
}

/** A mistake of the person at the keyboard: told in a sentence, without a stack. */
export class CommandProblem extends Error {}

/** Finds the command whose words begin the arguments. */
export function findCommand(
  commands: readonly Command[],
  argv: readonly string[],
): { command: Command; rest: string[] } | null {
  const byLength = [...commands].sort((a, b) => b.name.length - a.name.length)
  for (const command of byLength) {
    const words = command.name.split(' ')
    if (words.every((word, index) => argv[index] === word)) {
      return { command, rest: argv.slice(words.length) }
    }
  }
  return null
}

export function parseInput(command: Command, rest: readonly string[]) {
  const options: ParseArgsConfig['options'] = {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' },
  }
  for (const [name, { type, multiple }] of Object.entries(command.options)) {
    options[name] = { type, ...(multiple ? { multiple } : {}) }
  }
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new CommandProblem(`${(error as Error).message}\n${helpOf(command)}`)
  }
}

export function helpOf(command: Command): string {
  const options = {
    ...command.options,
    json: { type: 'boolean', about: 'one JSON line at the end' },
  }
  const lines = Object.entries(options).map(([name, option]) => {
    const value = option.type === 'string' ? ` ${(option as OptionKind).value ?? 'TEXT'}` : ''
    return `  --${`${name}${value}`.padEnd(26)} ${option.about}`
  })
  return `anyuan ${command.usage}\n\n${command.summary}\n\n${lines.join('\n')}`
}

export function overviewOf(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`)
  return `anyuan COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\nanyuan COMMAND --help tells more.`
}
