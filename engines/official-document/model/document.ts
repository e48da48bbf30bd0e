import { z } from 'zod'
import { Block } from './blocks.ts'
import { PaperDate } from './paper-date.ts'
import { NonEmptyText } from './text.ts'

export const Attachment = z
  .strictObject({
    title: NonEmptyText,
    body: z
      .array(Block)
      .max(2000)
      .optional()
      .describe('Printed on pages of its own; without it only the title is listed.'),
  })
  .meta({ id: 'Attachment' })

export const Signature = z
  .strictObject({
    organs: z.array(NonEmptyText).min(1).max(6),
    date: PaperDate,
  })
  .meta({ id: 'Signature', description: 'Who signs and the day the paper is dated.' })

export const Secrecy = z
  .strictObject({
    level: z.enum(['secret', 'confidential', 'top-secret']),
    term: NonEmptyText.optional().describe('How long it stays so, as printed.'),
  })
  .meta({ id: 'Secrecy' })

/**
 * One official paper in the terms of GB/T 9704-2012. The same value is rendered as PDF and as
 * DOCX; all of its text is data and can never become markup.
 */
export const OfficialDocument = z
  .strictObject({
    family: z
      .enum(['redhead', 'letter', 'plain'])
      .describe('Red head, the letter format, or no head at all.'),
    organs: z
      .array(NonEmptyText)
      .min(1)
      .max(6)
      .describe('The head as printed, one entry per issuing organ.'),
    organSuffix: NonEmptyText.optional().describe('Printed in the head after the organs.'),
    documentNumber: NonEmptyText.optional().describe(
      'Organ code, year in six-corner brackets, number.',
    ),
    issuers: z
      .array(NonEmptyText)
      .max(6)
      .default([])
      .describe('Who releases a paper to a superior.'),
    copyNumber: z
      .string()
      .regex(/^\d{6}$/)
      .optional()
      .describe('Copy number of a secret paper.'),
    secrecy: Secrecy.optional(),
    urgency: z.enum(['urgent', 'extra-urgent']).optional(),
    title: z.array(NonEmptyText).min(1).max(6).describe('One entry per printed line.'),
    subtitle: NonEmptyText.optional(),
    recipient: NonEmptyText.optional().describe('The organs addressed, without the colon.'),
    body: z.array(Block).min(1).max(2000),
    attachments: z.array(Attachment).max(40).default([]),
    signature: Signature.optional(),
    sealSlot: z
      .enum(['none', 'blank', 'marked'])
      .default('blank')
      .describe('Room for the seal, left blank or marked as a draft; a seal is never drawn.'),
    contact: NonEmptyText.optional().describe('The note under the date, without brackets.'),
    copyTo: z.array(NonEmptyText).max(60).default([]).describe('Who gets a copy.'),
    printer: NonEmptyText.optional().describe('The office that prints the paper.'),
    printedDate: PaperDate.optional(),
    printing: z
      .enum(['double-sided', 'single-sided'])
      .default('double-sided')
      .describe('Double-sided papers end on an even page, where the imprint stands.'),
  })
  .meta({ id: 'OfficialDocument' })

/** A checked paper, defaults filled in. */
export type OfficialDocument = z.infer<typeof OfficialDocument>
/** A paper as it may be written in JSON, defaults left out. */
export type OfficialDocumentInput = z.input<typeof OfficialDocument>
export type Attachment = z.infer<typeof Attachment>
export type Signature = z.infer<typeof Signature>
