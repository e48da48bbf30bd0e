import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS, { type Worksheet } from 'exceljs'
import { openWorkbook, type RawCell } from '../src/platform/spreadsheet/index.ts'
import type { Reply } from './county.ts'

/** A real xlsx file, written by the function given. */
export async function xlsxOf(
  ...sheets: [name: string, write: (sheet: Worksheet) => void][]
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const [name, write] of sheets) write(book.addWorksheet(name))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** An exported file: its name, and its rows as a clerk reads them, by heading. */
export async function tableIn({ body, headers, status }: Reply) {
  if (status !== 200) throw new Error(`No file: ${status} ${JSON.stringify(body)}`)
  const [, encoded = ''] = String(headers['content-disposition']).split("''")
  const name = decodeURIComponent(encoded)
  const { sheets } = await openWorkbook(new Uint8Array(body), name)
  const [headings = [], ...rows] = sheets[0]?.rows ?? []
  return {
    name,
    headings: headings.map(({ text }) => text),
    rows: rows.map((cells) =>
      Object.fromEntries(headings.map(({ text }, index) => [text, cells[index]?.text ?? ''])),
    ),
    cells: rows,
  }
}

export type ZipPart = {
  name: string
  content: Uint8Array | string
  /** What the directory claims, when it lies. */
  claimedBytes?: number
}

/** A ZIP archive built by hand, so that it can also be a dishonest one. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedBytes } of parts) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimedBytes ?? raw.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(20, 4)
    fields.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    directory.push(Buffer.concat([central, Buffer.from(name)]))
    bodies.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, list, end]))
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook of one sheet as another program might lay them out. */
export function bareXlsxParts(sheetXml: string, extra: readonly ZipPart[] = []): ZipPart[] {
  return [
    { name: 'xl/tables/foreign.xml', content: sheetXml },
    ...extra,
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><x:workbook xmlns:x="m" xmlns:r="${office}"><x:sheets>
        <x:sheet name="甲&amp;乙" sheetId="7" r:id="rId9"/></x:sheets></x:workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId9" Type="${office}/worksheet"
        Target="/xl/tables/foreign.xml"/><Relationship Id="rId8" Type="${office}/sharedStrings"
        Target="strings.xml"/></Relationships>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="a" Type="${office}/officeDocument"
        Target="xl/workbook.xml"/></Relationships>`,
    },
  ]
}

export const textCell = (text: string): RawCell => ({ text, kind: text === '' ? 'empty' : 'text' })

export const numberCell = (number: number): RawCell => ({
  text: String(number),
  kind: 'number',
  number,
})

export const dateCell = (text: string, number: number): RawCell => ({ text, kind: 'date', number })

export const formulaCell = (formula: string, number?: number): RawCell =>
  number === undefined
    ? { text: '', kind: 'formula', formula, result: 'empty' }
    : { text: String(number), kind: 'formula', formula, number, result: 'number' }
