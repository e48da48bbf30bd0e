import { z } from 'zod'

/**
 * Control characters would break lines behind the layout's back, and the bidirectional overrides
 * among them can make a printed sentence read differently from the stored one.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

const loneSurrogate = /\p{Surrogate}/u

const printable = (text: string) => !unprintable.test(text) && !loneSurrogate.test(text)

/** One line of text as a person typed it: never markup, no breaks, at most 4,000 characters. */
export const PlainText = z
  .string()
  .max(4000)
  .refine(printable, { error: 'text.unprintable' })
  .meta({ id: 'PlainText', description: 'One line of text; control characters are refused.' })

export const NonEmptyText = PlainText.min(1).refine((text) => text.trim() !== '', {
  error: 'text.blank',
})

/** A typeface that can stand out inside a paragraph; the standard knows no bold or italic. */
export const Emphasis = z.enum(['kai', 'hei'])

export const TextRun = z
  .strictObject({
    text: PlainText,
    emphasis: Emphasis.optional(),
  })
  .meta({ id: 'TextRun' })

/**
 * A number in a report. `key` names it for ever (`duty.post-count`), so that whoever reads the
 * paper can be led to the rows behind it; `value` is what is printed.
 */
export const FigureRun = z
  .strictObject({
    figure: z.strictObject({
      key: z
        .string()
        .max(200)
        .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@=-]*$/, { error: 'figure.key-format' }),
      value: NonEmptyText,
    }),
    emphasis: Emphasis.optional(),
  })
  .meta({ id: 'FigureRun' })

export const Run = z.union([TextRun, FigureRun])

/** Either one plain string or the runs of a line in reading order. */
export const RichText = z
  .union([PlainText, z.array(Run).max(400)])
  .meta({ id: 'RichText', description: 'A plain string, or runs of text and figures.' })

export type Emphasis = z.infer<typeof Emphasis>
export type Run = z.infer<typeof Run>
export type RichText = z.infer<typeof RichText>

/** The runs of a text, whichever of the two ways it was written. */
export function runsOf(text: RichText): Run[] {
  return typeof text === 'string' ? [{ text }] : text
}

/** What one run prints. */
export function printedRun(run: Run): string {
  return 'figure' in run ? run.figure.value : run.text
}

/** What a whole text prints. */
export function printedText(text: RichText): string {
  return runsOf(text).map(printedRun).join('')
}
