import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { importSubjects } from '../../modules/schools/contract/import.ts'
import { coordinateSystems } from '../../modules/schools/contract/position.ts'
import { importFile } from '../../modules/schools/index.ts'
import { type Command, type CommandInput, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'
import { areaAsked } from './area-option.ts'

/** Reads a file of the person at the keyboard and brings it in as the screens would. */
export const importCommand: Command = {
  name: 'import',
  usage: `import ${importSubjects.join('|')} FILE --area CODE[:NAME] [--dry-run] [--json]`,
  summary:
    'Brings a table (xlsx, xls, CSV) into the register. rows = new + merged + unchanged + errors;\n' +
    'merged are rows that went into a record there already: of the file, or of the register.',
  options: {
    area: {
      type: 'string',
      value: 'CODE[:NAME]',
      about: 'where it goes: a county by its GB/T 2260 code; made when it is missing and named',
    },
    coordinates: {
      type: 'string',
      value: coordinateSystems.join('|'),
      about: 'datum of longitude and latitude, when no heading says it',
    },
    attribution: { type: 'string', value: 'TEXT', about: 'whom to name where the data are shown' },
    'dry-run': { type: 'boolean', about: 'say what would happen and write nothing' },
  },
  async run(input) {
    const { subject, path, area } = asked(input)
    const bytes = await readFile(path).catch((error: Error) => {
      throw new CommandProblem(`Cannot read ${path}: ${error.message}`)
    })
    const { counts, lines } = await withProduct(input, ({ ground }) =>
      importFile(ground, {
        subject,
        area,
        bytes,
        fileName: basename(path),
        coordinates: oneOf(coordinateSystems, input.values['coordinates'], '--coordinates'),
        attribution: text(input.values['attribution']),
        dryRun: input.values['dry-run'] === true,
      }),
    )
    for (const line of lines) input.say(line)
    const { rows, unchanged, errors, warnings } = counts
    return {
      rows,
      new: counts.new,
      merged: counts.merged + counts.changed,
      unchanged,
      errors,
      warnings,
    }
  },
}

function asked({ positionals, values }: CommandInput) {
  const [name, file] = positionals
  const subject = oneOf(importSubjects, name, 'The first word after import')
  if (!subject || !file) throw new CommandProblem('Say what and which file: import schools FILE')
  return { subject, path: resolve(file), area: areaAsked(values['area']) }
}

function oneOf<T extends string>(
  values: readonly T[],
  given: unknown,
  what: string,
): T | undefined {
  if (given === undefined) return undefined
  const found = values.find((value) => value === given)
  if (!found) throw new CommandProblem(`${what} must be one of: ${values.join(', ')}`)
  return found
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
