import { CommandProblem } from '../command.ts'

export interface AreaAsked {
  readonly code: string
  readonly name: string | undefined
}

/** `--area CODE[:NAME]`, the same for every command. */
export function areaAsked(value: unknown): AreaAsked {
  const [code = '', ...rest] = (typeof value === 'string' ? value : '').split(':')
  if (!/^[0-9]{6}$/.test(code)) {
    throw new CommandProblem('Say where: --area CODE[:NAME], the code with six digits')
  }
  return { code, name: rest.join(':').trim() || undefined }
}
