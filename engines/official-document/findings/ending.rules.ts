import type { OfficialDocument } from '../model/document.ts'
import { error, type Finding, warning } from './finding.ts'

const closingPunctuation = /[\p{Terminal_Punctuation}、]\s*$/u

/** 附件说明, 7.3.4. */
export function checkAttachments({ attachments }: OfficialDocument): Finding[] {
  return attachments.flatMap(({ title }, index) => {
    const path = ['attachments', index, 'title']
    if (closingPunctuation.test(title)) {
      return [error('attachment.ends-with-punctuation', path, title)]
    }
    return /^(附件|\d+\s*[.．、])/.test(title) ? [error('attachment.numbered', path, title)] : []
  })
}

/** 署名 and 成文日期, 7.3.5. */
export function checkSignature({ signature, family }: OfficialDocument): Finding[] {
  return !signature && family !== 'plain' ? [error('signature.missing', ['signature'])] : []
}

/** 附注, 7.3.6. */
export function checkContact({ contact }: OfficialDocument): Finding[] {
  return contact && /^[（(]/.test(contact) ? [error('contact.brackets', ['contact'], contact)] : []
}

/** 版记, 7.4. */
export function checkImprint(document: OfficialDocument): Finding[] {
  const { copyTo, printer, printedDate, signature, family } = document
  const findings = copyTo.flatMap((organ, index) =>
    /[，。；、,;]/.test(organ) ? [error('copy-to.punctuation', ['copyTo', index], organ)] : [],
  )
  const begun = copyTo.length > 0 || printer !== undefined || printedDate !== undefined
  if (family === 'redhead' && begun && !(printer && printedDate)) {
    findings.push(warning('imprint.incomplete', [printer ? 'printedDate' : 'printer']))
  }
  if (printedDate && signature && printedDate < signature.date) {
    findings.push(error('printed-date.before-signature', ['printedDate'], printedDate))
  }
  return findings
}
