import { isDateFormat } from './number-format.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'
import { attribute, decodeCellEscapes, scanXml, type XmlHandler } from './xml-scanner.ts'
import type { GuardedZip } from './zip-guard.ts'

export type NumberFormat = { readonly date: boolean; readonly code?: string | undefined }

export type SheetPart = { readonly name: string; readonly path: string; readonly hidden: boolean }

/** What the sheets of an xlsx archive are read with. */
export type XlsxParts = {
  readonly sheets: SheetPart[]
  readonly sharedStrings: string[]
  /** By the style number of a cell. */
  readonly formats: NumberFormat[]
  readonly date1904: boolean
}

type Relation = { readonly path: string; readonly type: string }

const ignore = (): void => {}

/** Finds sheets, texts and number formats by the relations of the archive, not by file names. */
export async function readXlsxParts(zip: GuardedZip, characterMax: number): Promise<XlsxParts> {
  const scan = async (path: string, handler: Partial<XmlHandler>): Promise<boolean> => {
    const part = zip.inflate(path)
    if (!part) return false
    await scanXml(part, { open: ignore, close: ignore, text: ignore, ...handler }, characterMax)
    return true
  }
  const root = await readRelations(scan, '')
  const main = [...root.values()].find((relation) => relation.type === 'officeDocument')
  const path = main?.path ?? 'xl/workbook.xml'
  const relations = await readRelations(scan, path)
  const book = await readBook(scan, path, relations)
  const texts = [...relations.values()].find((relation) => relation.type === 'sharedStrings')
  const styles = [...relations.values()].find((relation) => relation.type === 'styles')
  return {
    ...book,
    sharedStrings: texts ? await readSharedStrings(scan, texts.path) : [],
    formats: styles ? await readFormats(scan, styles.path) : [],
  }
}

type Scan = (path: string, handler: Partial<XmlHandler>) => Promise<boolean>

async function readRelations(scan: Scan, of: string): Promise<Map<string, Relation>> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const relations = new Map<string, Relation>()
  await scan(`${folder}_rels/${of.slice(folder.length)}.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      relations.set(attribute(attributes, 'Id') ?? '', {
        path: resolvePath(folder, target),
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
      })
    },
  })
  return relations
}

/** Targets are written relative to their part or, by some writers, from the root. */
function resolvePath(folder: string, target: string): string {
  const whole = target.startsWith('/') ? target : `${folder}${target}`
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function readBook(
  scan: Scan,
  path: string,
  relations: Map<string, Relation>,
): Promise<Pick<XlsxParts, 'sheets' | 'date1904'>> {
  const sheets: SheetPart[] = []
  let date1904 = false
  const found = await scan(path, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        date1904 = /^(1|true)$/i.test(attribute(attributes, 'date1904') ?? '')
      }
      if (name !== 'sheet') return
      const relation = relations.get(attribute(attributes, 'id') ?? '')
      if (relation?.type !== 'worksheet') return
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        path: relation.path,
        hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
      })
    },
  })
  if (!found) throw new UnreadableWorkbook('other-format')
  return { sheets, date1904 }
}

async function readSharedStrings(scan: Scan, path: string): Promise<string[]> {
  const strings: string[] = []
  let current = ''
  let inText = false
  let inPhonetic = false
  await scan(path, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    close(name) {
      if (name === 'si') strings.push(decodeCellEscapes(current))
      else if (name === 'rPh') inPhonetic = false
      else if (name === 't') inText = false
    },
    text(text) {
      if (inText) current += text
    },
  })
  return strings
}

async function readFormats(scan: Scan, path: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await scan(path, {
    open(name, attributes) {
      if (name === 'numFmt') {
        const code = attribute(attributes, 'formatCode')
        if (code !== null) codes.set(Number(attribute(attributes, 'numFmtId')), code)
      } else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        const code = codes.get(id)
        formats.push({ date: isDateFormat(id, code), code })
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}
