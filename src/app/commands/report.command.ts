import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import {
  areaByCode,
  composeReport,
  createPaperPress,
  publicPaper,
} from '../../modules/statistics/index.ts'
import { localDay } from '../../platform/clock/zoned.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

const kinds = { daily: 'dailyBrief', monthly: 'monthlyDuty' } as const

export const reportCommand: Command = {
  name: 'report',
  usage: 'report daily|monthly --out FILE.pdf|FILE.docx [--day DAY] [--area CODE] [--json]',
  summary: 'Writes the daily brief or the monthly duty report as a paper; nothing is stored.',
  options: {
    out: { type: 'string', value: 'FILE', about: 'where to write; .pdf or .docx' },
    day: { type: 'string', value: 'DAY', about: 'any day of the period; else today' },
    area: { type: 'string', value: 'CODE', about: 'GB/T 2260 code; else the only county, or all' },
    public: { type: 'boolean', about: 'hide small counts, for publication' },
  },
  async run(input) {
    const kind = kinds[input.positionals[0] as keyof typeof kinds]
    if (!kind) throw new CommandProblem('Say which report: daily or monthly.')
    const { out, day, area: code } = input.values
    if (typeof out !== 'string') throw new CommandProblem('Say where to write: --out FILE.pdf')
    const format = extname(out).toLowerCase()
    if (format !== '.pdf' && format !== '.docx') throw new CommandProblem('Write .pdf or .docx.')
    if (typeof day === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      throw new CommandProblem(`${day} is no day.`)
    }
    return withProduct(input, async ({ ground }) => {
      const { area, report } = await ground.database.inWork(systemBinding, async (work) => {
        const area = await areaByCode(work, typeof code === 'string' ? code : undefined)
        if (!area) throw new CommandProblem(`No area ${code ?? 'at all'} is known yet.`)
        const asked = typeof day === 'string' ? day : localDay(work.now)
        return { area, report: await composeReport(work, { kind, area, day: asked }) }
      })
      const { figures, firstDay, lastDay, rowsHash } = report
      const document = input.values.public ? publicPaper(report.document, figures) : report.document
      const press = createPaperPress(input.config)
      const bytes = format === '.pdf' ? await press.pdf(document) : await press.docx(document)
      await writeFile(resolve(out), bytes)
      return {
        report: kind,
        area: area.name,
        firstDay,
        lastDay,
        out: resolve(out),
        bytes: bytes.length,
        figures: figures.length,
        rowsHash,
        missingGlyphs: await press.missingGlyphs(document),
      }
    })
  },
}
