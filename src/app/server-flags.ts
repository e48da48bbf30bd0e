import { type Command, type CommandInput, CommandProblem } from './command.ts'

/** What may be said to `npm start` and `anyuan serve`. */
export const serverOptions: Command['options'] = {
  demo: { type: 'boolean', about: 'make the demo county in an empty DATABASE_URL' },
  'no-demo': { type: 'boolean', about: 'do not make the demo county in a new data folder' },
  'no-simulation': { type: 'boolean', about: 'do not let the demo day run' },
  pace: { type: 'string', value: 'N', about: 'how many times faster the demo day runs' },
}

export interface ServerFlags {
  readonly demoAsked: boolean
  readonly demoRefused: boolean
  readonly simulation: boolean
  /** Times as fast as the real clock. */
  readonly pace: number
}

/** At this pace a school day passes in a minute and a half; a gate's minutes are moments. */
const paceMax = 600

/** @throws CommandProblem where a value is none that can be played. */
export function serverFlags(values: CommandInput['values']): ServerFlags {
  const pace = Number(values['pace'] ?? 1)
  if (!(pace > 0 && pace <= paceMax)) {
    throw new CommandProblem(
      `--pace ${values['pace']}: give a number above 0 and at most ${paceMax}, for example --pace 10.`,
    )
  }
  return {
    demoAsked: values['demo'] === true,
    demoRefused: values['no-demo'] === true,
    simulation: values['no-simulation'] !== true,
    pace,
  }
}
