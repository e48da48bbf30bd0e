import type { OfficialDocument } from '../model/document.ts'
import { parseDocumentNumber } from '../model/document-number.ts'
import { dateParts } from '../model/paper-date.ts'
import { paperKinds } from '../model/wording.catalogue.ts'
import { gridWidth } from '../printed/table.ts'
import { error, type Finding, type FindingCode, warning } from './finding.ts'

const titleLineMax = 20
const closingPunctuation = /[\p{Terminal_Punctuation}、…—]$/u

/** Most telling fault first: a padded number in wrong brackets is both, one message is enough. */
const numberFaults: [RegExp, FindingCode][] = [
  [/[[【［（(〈<]\d{4}|\d{4}[\]】］）)〉>]/, 'document-number.brackets'],
  [/〕\s*第/, 'document-number.ordinal'],
  [/〕\s*0\d*/, 'document-number.padded'],
]

/** 发文字号, GB/T 9704-2012, 7.2.5. */
export function checkDocumentNumber(document: OfficialDocument): Finding[] {
  const { documentNumber: text, family, signature } = document
  const path = ['documentNumber']
  if (text === undefined) {
    return family === 'plain' ? [] : [error('document-number.missing', path)]
  }
  const number = parseDocumentNumber(text)
  if (!number) {
    const fault = numberFaults.find(([pattern]) => pattern.test(text))
    return [error(fault ? fault[1] : 'document-number.format', path, text)]
  }
  if (signature && dateParts(signature.date).year !== number.year) {
    return [warning('document-number.year', path, text)]
  }
  return []
}

/** 标题, 7.3.1. */
export function checkTitle({ title }: OfficialDocument): Finding[] {
  const findings: Finding[] = []
  const whole = title.join('').trim()
  const last = title.length - 1
  if (closingPunctuation.test(whole)) {
    findings.push(error('title.ends-with-punctuation', ['title', last], title[last]))
  } else if (!paperKinds.some((kind) => whole.endsWith(kind))) {
    findings.push(warning('title.no-kind', ['title', last], title[last]))
  }
  for (const [index, line] of title.entries()) {
    if (gridWidth(line) > titleLineMax) {
      findings.push(warning('title.line-long', ['title', index], line))
    }
  }
  return findings
}

/** 主送机关, 7.3.2. */
export function checkRecipient({ recipient }: OfficialDocument): Finding[] {
  if (!recipient || !/[:：]\s*$/.test(recipient)) return []
  return [error('recipient.colon', ['recipient'], recipient)]
}

/** 份号, 7.2.1: required on papers that are secret. */
export function checkSecrecy({ secrecy, copyNumber }: OfficialDocument): Finding[] {
  return secrecy && !copyNumber ? [error('secrecy.copy-number-missing', ['copyNumber'])] : []
}
