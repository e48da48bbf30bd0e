import type { OfficialDocument } from '../model/document.ts'
import { dateParts, printedDate } from '../model/paper-date.ts'
import { wording } from '../model/wording.catalogue.ts'
import { type PrintedBlock, printBlocks } from './block.ts'
import type { FigureUrl, FontSlot, Piece } from './piece.ts'

/**
 * A paper as it will be printed: dates written out, markers and punctuation added, each stretch
 * of text with its typeface. PDF, DOCX and the check for missing glyphs read this one value.
 */
export interface PrintedPaper {
  family: OfficialDocument['family']
  doubleSided: boolean
  metadata: { title: string; author: string; date?: { year: number; month: number; day: number } }
  head: PrintedHead
  title: Piece[]
  subtitle?: Piece
  recipient?: Piece
  body: PrintedBlock[]
  attachmentNote?: { label: Piece; entries: { number?: Piece; title: Piece }[] }
  signature?: PrintedSignature
  contact?: Piece
  attachments: { label: Piece; title: Piece; body: PrintedBlock[] }[]
  imprint?: PrintedImprint
  folio: { dash: Piece; digits: Piece }
}

export interface PrintedHead {
  marks: Piece[]
  organs: Piece[]
  suffix?: Piece
  number?: Piece
  issuers?: { label: Piece; names: Piece }
}

export interface PrintedSignature {
  organs: Piece[]
  date: Piece
  seal: OfficialDocument['sealSlot']
  sealNote: Piece
}

export interface PrintedImprint {
  copyTo?: { label: Piece; names: Piece }
  printer?: Piece
  printed?: Piece
}

const piece = (slot: FontSlot, ...texts: string[]): Piece => ({ text: texts.join(''), slot })

function printHead(document: OfficialDocument): PrintedHead {
  const marks: Piece[] = []
  const { copyNumber, secrecy, urgency, organSuffix, documentNumber, issuers } = document
  if (copyNumber) marks.push(piece('fangSong', copyNumber))
  if (secrecy) {
    const term = secrecy.term ? [wording.starBeforeTerm, secrecy.term] : []
    marks.push(piece('hei', wording.secrecy[secrecy.level], ...term))
  }
  if (urgency) marks.push(piece('hei', wording.urgency[urgency]))
  return {
    marks,
    organs: document.organs.map((organ) => piece('song', organ)),
    ...(organSuffix ? { suffix: piece('song', organSuffix) } : {}),
    ...(documentNumber ? { number: piece('fangSong', documentNumber) } : {}),
    ...(issuers.length > 0
      ? {
          issuers: {
            label: piece('fangSong', wording.issuer, wording.colon),
            names: piece('kai', issuers.join('\u3000')),
          },
        }
      : {}),
  }
}

/** Numbered only when there are several (7.3.4). */
function printAttachmentNote(document: OfficialDocument): PrintedPaper['attachmentNote'] {
  const { attachments } = document
  if (attachments.length === 0) return undefined
  return {
    label: piece('fangSong', wording.attachment, wording.colon),
    entries: attachments.map(({ title }, index) => ({
      ...(attachments.length > 1 ? { number: piece('fangSong', `${index + 1}.`) } : {}),
      title: piece('fangSong', title),
    })),
  }
}

function printSignature(document: OfficialDocument): PrintedSignature | undefined {
  const { signature, sealSlot } = document
  if (!signature) return undefined
  return {
    organs: signature.organs.map((organ) => piece('fangSong', organ)),
    date: piece('fangSong', printedDate(signature.date)),
    seal: sealSlot,
    sealNote: piece('fangSong', wording.sealPosition),
  }
}

/** A letter carries neither the printing office nor rules (10.1). */
function printImprint(document: OfficialDocument): PrintedImprint | undefined {
  const { copyTo, printer, printedDate: day, family } = document
  const printing = family !== 'letter'
  const imprint: PrintedImprint = {
    ...(copyTo.length > 0
      ? {
          copyTo: {
            label: piece('fangSong', wording.copyTo, wording.colon),
            names: piece('fangSong', copyTo.join(wording.comma), wording.fullStop),
          },
        }
      : {}),
    ...(printing && printer ? { printer: piece('fangSong', printer) } : {}),
    ...(printing && day ? { printed: piece('fangSong', printedDate(day), wording.printed) } : {}),
  }
  return Object.keys(imprint).length > 0 ? imprint : undefined
}

function printAttachments(
  document: OfficialDocument,
  figureUrl?: FigureUrl,
): PrintedPaper['attachments'] {
  const several = document.attachments.length > 1
  return document.attachments.flatMap(({ title, body }, index) =>
    body
      ? [
          {
            label: piece('hei', wording.attachment, several ? String(index + 1) : ''),
            title: piece('song', title),
            body: printBlocks(body, figureUrl),
          },
        ]
      : [],
  )
}

/** What will be printed. `figureUrl` makes each figure a link to the rows behind it. */
export function printPaper(document: OfficialDocument, figureUrl?: FigureUrl): PrintedPaper {
  const { subtitle, recipient, contact, signature } = document
  const note = printAttachmentNote(document)
  const signed = printSignature(document)
  const imprint = printImprint(document)
  const { bracketOpens, bracketCloses } = wording
  return {
    family: document.family,
    doubleSided: document.printing === 'double-sided',
    metadata: {
      title: document.title.join(''),
      author: document.organs.join(wording.comma),
      ...(signature ? { date: dateParts(signature.date) } : {}),
    },
    head: printHead(document),
    title: document.title.map((line) => piece('song', line)),
    ...(subtitle ? { subtitle: piece('kai', subtitle) } : {}),
    ...(recipient ? { recipient: piece('fangSong', recipient, wording.colon) } : {}),
    body: printBlocks(document.body, figureUrl),
    ...(note ? { attachmentNote: note } : {}),
    ...(signed ? { signature: signed } : {}),
    ...(contact ? { contact: piece('fangSong', bracketOpens, contact, bracketCloses) } : {}),
    attachments: printAttachments(document, figureUrl),
    ...(imprint ? { imprint } : {}),
    folio: { dash: piece('folio', wording.folioDash), digits: piece('folio', '0123456789') },
  }
}
