import { UnreadableWorkbook } from './unreadable-workbook.ts'

export type WorkbookFormat = 'xlsx' | 'xls' | 'csv'

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte)

/** What the bytes are, whatever the file's name says. Throws UnreadableWorkbook. */
export function detectFormat(bytes: Uint8Array): WorkbookFormat {
  if (bytes.byteLength === 0) throw new UnreadableWorkbook('file-empty')
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    return 'xlsx'
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    // A workbook with a password is an OLE container around an encrypted package.
    if (contains(bytes, 'EncryptedPackage')) throw new UnreadableWorkbook('password-protected')
    return 'xls'
  }
  const opening = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 1024))
    .replace(/^[^\x21-\x7e]+/, '')
  if (/^(<!doctype html|<html|<table|<meta|<head|<\?xml|mime-version:)/i.test(opening)) {
    throw new UnreadableWorkbook('web-page')
  }
  const wide = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
  if (!wide && bytes.subarray(0, 65_536).includes(0)) throw new UnreadableWorkbook('not-a-workbook')
  if (/^(%PDF|\{\\rtf|\x89PNG|GIF8|Rar!)/.test(opening))
    throw new UnreadableWorkbook('not-a-workbook')
  return 'csv'
}

const contains = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from(name, 'utf16le'),
  )
