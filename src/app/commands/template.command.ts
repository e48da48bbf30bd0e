import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { importSubjects } from '../../modules/schools/contract/import.ts'
import { importTemplateFile } from '../../modules/schools/index.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'
import { areaAsked } from './area-option.ts'

/** Writes an empty table that `anyuan import` and the screens understand. */
export const templateCommand: Command = {
  name: 'template',
  usage: `template ${importSubjects.join('|')} --area CODE[:NAME] [--out FILE] [--english] [--json]`,
  summary: 'Writes an empty xlsx to fill in, with the names of the county in its dropdowns.',
  options: {
    area: {
      type: 'string',
      value: 'CODE[:NAME]',
      about: 'the county, by its GB/T 2260 code; one that is not known yet has empty dropdowns',
    },
    out: { type: 'string', value: 'FILE', about: 'where to write; here under its own name if not' },
    english: { type: 'boolean', about: 'headings and notes in English' },
  },
  async run(input) {
    const [name] = input.positionals
    const subject = importSubjects.find((one) => one === name)
    if (!subject) throw new CommandProblem(`Say which table: ${importSubjects.join(', ')}`)
    const { area, out, english } = input.values
    const { code } = areaAsked(area)
    const locale = english ? 'en' : 'zh-CN'
    const template = await withProduct(input, ({ ground }) =>
      importTemplateFile(ground, { subject, areaCode: code, locale }),
    )
    const path = resolve(typeof out === 'string' ? out : template.name)
    await writeFile(path, template.bytes)
    return { template: path, bytes: template.bytes.length }
  },
}
