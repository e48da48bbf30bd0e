import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type FontSlot, fontSlots } from '../printed/piece.ts'
import { operatorFamilies } from './font-names.catalogue.ts'
import { findFolder } from './package-folder.ts'
import { renameFaces } from './rename.ts'
import { type FontFace, FontFormatError, readFaces } from './sfnt.ts'

/** The chain of one slot: each character is drawn by the first face that has it. */
export interface SlotFonts {
  /** Names that exist for this set only, in the order in which they are asked. */
  families: readonly string[]
  faces: readonly FontFace[]
}

/** Fonts in memory, and which of them each slot uses. Nothing else is ever used. */
export interface FontSet {
  files: readonly Buffer[]
  slots: Readonly<Record<FontSlot, SlotFonts>>
  /** Files of the operator's folder that serve no slot, and why. */
  ignored: readonly { file: string; reason: 'unreadable' | 'no-slot' }[]
}

export interface FontFolders {
  /** The operator's own fonts, asked first. */
  operatorFolder?: string | undefined
  /** Fandol; found beside the engine when left out. */
  packagedFolder?: string | undefined
  /** Noto Sans S Chinese; that of the package @embedpdf/fonts-sc when left out. */
  fallbackFolder?: string | undefined
}

/** Raised when a slot would remain without a font. `code` is stable. */
export class FontFolderError extends Error {
  readonly code = 'font.folder-missing'
}

interface LoadedFile {
  file: string
  bytes: Buffer
  faces: FontFace[]
}

const packagedFiles: Partial<Record<FontSlot, string>> = {
  fangSong: 'FandolFang-Regular.otf',
  song: 'FandolSong-Bold.otf',
  kai: 'FandolKai-Regular.otf',
  folio: 'FandolSong-Regular.otf',
}

/** Light strokes sit well among 仿宋 and 楷体; 黑体 and titles need the darker cut. */
const fallbackFiles = { light: 'NotoSansHans-Light.otf', medium: 'NotoSansHans-Medium.otf' }

const darkSlots: ReadonlySet<FontSlot> = new Set(['song', 'hei'])

const operatorFilesMax = 40

async function load(folder: string, file: string): Promise<LoadedFile> {
  const bytes = await readFile(join(folder, file))
  return { file, bytes, faces: readFaces(bytes) }
}

async function loadOperatorFiles(
  folder: string,
): Promise<{ loaded: LoadedFile[]; unreadable: string[] }> {
  const names = (await readdir(folder)).filter((name) => /\.(ttf|otf|ttc)$/i.test(name)).sort()
  const loaded: LoadedFile[] = []
  const unreadable: string[] = []
  for (const name of names.slice(0, operatorFilesMax)) {
    try {
      loaded.push(await load(folder, name))
    } catch (error) {
      if (!(error instanceof FontFormatError)) throw error
      unreadable.push(name)
    }
  }
  return { loaded, unreadable }
}

const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '')

/** A file named after the slot (`fangSong.ttf`) wins over a family that is known for it. */
function operatorFile(files: readonly LoadedFile[], slot: FontSlot): LoadedFile | undefined {
  const named = files.find(({ file }) => bare(file).startsWith(`${slot.toLowerCase()}.`))
  if (named) return named
  for (const family of operatorFamilies[slot]) {
    const found = files.find(({ faces }) =>
      faces.some(({ familyNames }) => familyNames.some((name) => bare(name) === bare(family))),
    )
    if (found) return found
  }
  return undefined
}

function fandolFolder(): string {
  const folder = findFolder('assets/fonts/fandol')
  if (!folder) throw new FontFolderError('No folder assets/fonts/fandol')
  return folder
}

function notoFolder(): string {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts')
}

/** Gives every file of a set names of its own, the same ones whenever the same files are loaded. */
function named(files: readonly LoadedFile[]): Map<LoadedFile, { bytes: Buffer; names: string[] }> {
  const nameOf = (file: number, face: number) => `official-document-${file}-${face}`
  return new Map(
    files.map((file, index) => [
      file,
      {
        bytes: renameFaces(file.bytes, (face) => nameOf(index, face)),
        names: file.faces.map((_, face) => nameOf(index, face)),
      },
    ]),
  )
}

type Chains = Record<FontSlot, LoadedFile[]>

/** A value for each of the five slots. */
function perSlot<Value>(make: (slot: FontSlot) => Value): Record<FontSlot, Value> {
  const [fangSong, song, kai, hei, folio] = fontSlots
  return {
    fangSong: make(fangSong),
    song: make(song),
    kai: make(kai),
    hei: make(hei),
    folio: make(folio),
  }
}

async function chainsOf(folders: FontFolders, own: readonly LoadedFile[]): Promise<Chains> {
  const packagedFolder = folders.packagedFolder ?? fandolFolder()
  const fallbackFolder = folders.fallbackFolder ?? notoFolder()
  const light = await load(fallbackFolder, fallbackFiles.light)
  const medium = await load(fallbackFolder, fallbackFiles.medium)
  const packaged = new Map<FontSlot, LoadedFile>()
  for (const slot of fontSlots) {
    const file = packagedFiles[slot]
    if (file) packaged.set(slot, await load(packagedFolder, file))
  }
  return perSlot((slot) =>
    [operatorFile(own, slot), packaged.get(slot), darkSlots.has(slot) ? medium : light].filter(
      (file) => file !== undefined,
    ),
  )
}

/**
 * Reads the fonts once; the set is then handed to every rendering.
 * @throws FontFolderError when the packaged fonts cannot be found.
 */
export async function loadFonts(folders: FontFolders = {}): Promise<FontSet> {
  const { operatorFolder } = folders
  const operator = operatorFolder
    ? await loadOperatorFiles(operatorFolder)
    : { loaded: [], unreadable: [] }
  const chains = await chainsOf(folders, operator.loaded)
  const files = named([...new Set(Object.values(chains).flat())])
  const slots = perSlot((slot) => ({
    families: chains[slot].flatMap((file) => files.get(file)?.names ?? []),
    faces: chains[slot].flatMap((file) => file.faces),
  }))
  const unused = operator.loaded.filter((file) => !files.has(file))
  return {
    files: [...files.values()].map(({ bytes }) => bytes),
    slots,
    ignored: [
      ...operator.unreadable.map((file) => ({ file, reason: 'unreadable' as const })),
      ...unused.map(({ file }) => ({ file, reason: 'no-slot' as const })),
    ],
  }
}
