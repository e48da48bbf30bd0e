/**
 * How much of a file may be taken in. A workbook of 617 KB that holds one cell of 600 MB killed
 * every ready-made reader that was tried, or was read as zero rows without an error: so each size
 * is checked in the directory of the archive and counted again while inflating.
 */
export type ReadingLimits = {
  readonly fileBytesMax: number
  readonly entriesMax: number
  readonly inflatedBytesMax: number
  /** Inflated size over compressed size, of the whole and of each part over 1 MiB. */
  readonly ratioMax: number
  /** Excel's own limit for one cell. */
  readonly cellCharactersMax: number
  readonly rowsMax: number
  readonly columnsMax: number
  readonly cellsMax: number
  readonly memoryMbMax: number
  readonly readingMsMax: number
}

export const readingLimits: ReadingLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  entriesMax: 2_000,
  inflatedBytesMax: 300 * 1024 * 1024,
  ratioMax: 100,
  cellCharactersMax: 32_767,
  rowsMax: 200_000,
  columnsMax: 500,
  cellsMax: 3_000_000,
  memoryMbMax: 768,
  readingMsMax: 60_000,
}
