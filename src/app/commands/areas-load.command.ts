import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadAreas, readAreaTable } from '../../modules/identity/index.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const areasLoadCommand: Command = {
  name: 'areas load',
  usage: 'areas load FILE --area CODE [--json]',
  summary:
    'Enters names of provinces, cities and counties from a table (CSV: id, pid, deep, name,\n' +
    'ext_id, ext_name), as far as one area needs them. Done again it adds what is missing.',
  options: {
    area: { type: 'string', value: 'CODE', about: 'GB/T 2260 code, six digits' },
  },
  async run(input) {
    const [file] = input.positionals
    const code = String(input.values['area'] ?? '')
    if (!file || !/^[0-9]{6}$/.test(code)) {
      throw new CommandProblem('Say which file and area: areas load FILE --area 530100')
    }
    const path = resolve(file)
    const text = await readFile(path, 'utf8').catch((error: Error) => {
      throw new CommandProblem(`Cannot read ${path}: ${error.message}`)
    })
    const table = readAreaTable(text)
    if (!table.some((row) => row.code === code)) {
      throw new CommandProblem(`${path} has no area ${code}.`)
    }
    const made = await withProduct(input, ({ ground }) =>
      ground.database.inWork(systemBinding, (work) => loadAreas(work, table, code)),
    )
    for (const area of made) input.say(`${area.level} ${area.code ?? ''} ${area.name}`)
    return { areas: 'load', made: made.length }
  },
}
