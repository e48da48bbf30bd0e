import { OfficialDocument } from '../model/document.ts'
import { checkBlocks, checkFigures } from './body.rules.ts'
import { checkAttachments, checkContact, checkImprint, checkSignature } from './ending.rules.ts'
import { findingTexts } from './finding.catalogue.ts'
import { error, type Finding, type FindingCode } from './finding.ts'
import { checkDocumentNumber, checkRecipient, checkSecrecy, checkTitle } from './head.rules.ts'

const rules = [
  checkDocumentNumber,
  checkSecrecy,
  checkTitle,
  checkRecipient,
  checkBlocks,
  checkFigures,
  checkAttachments,
  checkSignature,
  checkContact,
  checkImprint,
]

/** Where a paper departs from the standard, in the order of its parts. */
export function checkDocument(document: OfficialDocument): Finding[] {
  return rules.flatMap((rule) => rule(document))
}

function isCode(text: string): text is FindingCode {
  return Object.hasOwn(findingTexts, text)
}

/**
 * Reads a paper from JSON: its shape first, then the standard. `document` is absent when the
 * shape is wrong; findings alone never keep a draft from being rendered.
 */
export function readDocument(input: unknown): {
  document?: OfficialDocument
  findings: Finding[]
} {
  const read = OfficialDocument.safeParse(input)
  if (read.success) return { document: read.data, findings: checkDocument(read.data) }
  const findings = read.error.issues.map(({ message, path }) => {
    const at = path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    return isCode(message) ? error(message, at) : error('shape', at, message)
  })
  return { findings }
}
