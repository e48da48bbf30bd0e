import type { Block } from '../../../../../engines/official-document/model/blocks.ts'
import type { OfficialDocument } from '../../../../../engines/official-document/model/document.ts'
import { figuresOf } from '../../../../../engines/official-document/model/figures.ts'
import {
  printedText,
  type RichText,
  type Run,
  runsOf,
} from '../../../../../engines/official-document/model/text.ts'
import { type IndicatorDefinition, smallCellBelow } from '../../contract/indicator.ts'
import { type IndicatorName, indicators } from '../../contract/indicators.catalogue.ts'
import type { ReportFigure } from '../../contract/report.ts'
import { reportWords, typedNumber } from '../../contract/report-words.catalogue.ts'

type ChangeRun = (run: Run) => Run
type ShowFigure = (figure: { key: string; value: string }) => string

function mapBlock(block: Block, change: ChangeRun): Block {
  const mapText = (text: RichText): RichText => runsOf(text).map(change)
  if (block.type === 'paragraph') return { ...block, text: mapText(block.text) }
  if (block.type === 'list') return { ...block, items: block.items.map(mapText) }
  if (block.type !== 'table') return block
  return { ...block, rows: block.rows.map((cells) => cells.map(mapText)) }
}

function mapRuns(document: OfficialDocument, change: ChangeRun): OfficialDocument {
  return {
    ...document,
    body: document.body.map((block) => mapBlock(block, change)),
    attachments: document.attachments.map(({ body, ...rest }) => ({
      ...rest,
      ...(body ? { body: body.map((block) => mapBlock(block, change)) } : {}),
    })),
  }
}

/** The paper with every figure printed as `show` says; the text stays. */
export const withFigures = (document: OfficialDocument, show: ShowFigure): OfficialDocument =>
  mapRuns(document, (run) =>
    'figure' in run ? { ...run, figure: { ...run.figure, value: show(run.figure) } } : run,
  )

/** The paper with other words where these stand; where somebody rewrote them theirs stay. */
export const withWords = (document: OfficialDocument, from: string, to: string) =>
  from === ''
    ? document
    : mapRuns(document, (run) =>
        'text' in run ? { ...run, text: run.text.replaceAll(from, to) } : run,
      )

/** Keys of figures that were changed, added or taken out of a text that may only change around. */
export function changedFigures(before: OfficialDocument, after: OfficialDocument): string[] {
  const count = (document: OfficialDocument) => {
    const counts = new Map<string, { key: string; times: number }>()
    for (const { key, value } of figuresOf(document)) {
      const printed = `${key} ${value}`
      counts.set(printed, { key, times: (counts.get(printed)?.times ?? 0) + 1 })
    }
    return counts
  }
  const [was, is] = [count(before), count(after)]
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    (printed) => was.get(printed)?.times !== is.get(printed)?.times,
  )
  const keys = differing.map((printed) => (was.get(printed) ?? is.get(printed))?.key ?? '')
  return [...new Set(keys)].sort()
}

/** Numbers with a unit that somebody typed into the text. */
export function typedNumbers({ body }: OfficialDocument): string[] {
  const texts = body.flatMap((block) => {
    if (block.type === 'table') return []
    const whole = block.type === 'list' ? block.items : [block.text]
    return whole.flatMap((text) =>
      runsOf(text).map((run) => ('figure' in run ? '' : printedText([run]))),
    )
  })
  return [...new Set(texts.flatMap((text) => text.match(typedNumber) ?? []))]
}

/** The paper for the public: small counts that could point at a person are hidden. */
export function publicPaper(
  document: OfficialDocument,
  figures: readonly ReportFigure[],
): OfficialDocument {
  const hidden = new Set(figures.filter(isSmall).map(({ key }) => key))
  const paper = withFigures(document, ({ key, value }) =>
    hidden.has(key) ? reportWords.fewerThan : value,
  )
  return { ...paper, subtitle: `${document.subtitle ?? ''}${reportWords.publicMark}` }
}

/** A rate of small counts would tell them again. */
function isSmall({ indicator, value, of, per }: ReportFigure): boolean {
  const { sensitive }: IndicatorDefinition = indicators[indicator as IndicatorName]
  const counts = of === null ? [value] : [of, per]
  return (
    (sensitive ?? false) &&
    counts.some((count) => count !== null && count > 0 && count < smallCellBelow)
  )
}
