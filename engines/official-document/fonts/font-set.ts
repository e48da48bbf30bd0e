import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FontSlot, fontSlots } from '../printed/piece.ts'
import { operatorFamilies } from './font-names.catalogue.ts'
import { findFolder } from './package-folder.ts'
import { declareWeight, type FontFace, FontFormatError, readFaces } from './sfnt.ts'
import { typstFamily } from './typst-family.ts'

/** The chain of one slot: each character is drawn by the first face that has it. */
export interface SlotFonts {
  families: readonly string[]
  weight: number
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
  /** Noto Sans S Chinese; found in `node_modules` when left out. */
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

/** Typst picks, within each family, the cut nearest to this weight. */
const slotWeights: Record<FontSlot, number> = {
  fangSong: 300,
  song: 700,
  kai: 300,
  hei: 500,
  folio: 400,
}

const operatorFilesMax = 40

async function load(folder: string, file: string): Promise<LoadedFile> {
  const bytes = await readFile(join(folder, file))
  // FandolSong-Bold says of itself that it is regular, so Typst could not tell the two cuts apart.
  if (file.endsWith('-Bold.otf')) declareWeight(bytes, 700)
  return { file, bytes, faces: readFaces(bytes, typstFamily) }
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

function folderOr(given: string | undefined, ...relatives: string[]): string {
  const folder = given ?? findFolder(...relatives)
  if (!folder) throw new FontFolderError(`No folder ${relatives.join(' or ')}`)
  return folder
}

function slotFonts(slot: FontSlot, chain: readonly (LoadedFile | undefined)[]): SlotFonts {
  const faces = chain.flatMap((file) => file?.faces ?? [])
  const families = [...new Set(faces.map(({ family }) => family))]
  return { families, weight: slotWeights[slot], faces }
}

/**
 * Reads the fonts once; the set is then handed to every rendering.
 * @throws FontFolderError when the packaged fonts cannot be found.
 */
export async function loadFonts(folders: FontFolders = {}): Promise<FontSet> {
  const packagedFolder = folderOr(folders.packagedFolder, 'assets/fonts/fandol')
  const noto = 'node_modules/@embedpdf/fonts-sc/fonts'
  const fallbackFolder = folderOr(folders.fallbackFolder, noto)
  const light = await load(fallbackFolder, fallbackFiles.light)
  const medium = await load(fallbackFolder, fallbackFiles.medium)
  const operator = folders.operatorFolder
    ? await loadOperatorFiles(folders.operatorFolder)
    : { loaded: [], unreadable: [] }
  const used = new Set<LoadedFile>([light, medium])
  const slots = {} as Record<FontSlot, SlotFonts>
  for (const slot of fontSlots) {
    const packagedFile = packagedFiles[slot]
    const packaged = packagedFile ? await load(packagedFolder, packagedFile) : undefined
    const own = operatorFile(operator.loaded, slot)
    const chain = [own, packaged, slotWeights[slot] >= 500 ? medium : light]
    for (const file of chain) if (file) used.add(file)
    slots[slot] = slotFonts(slot, chain)
  }
  const unused = operator.loaded.filter((file) => !used.has(file))
  return {
    files: [...used].map(({ bytes }) => bytes),
    slots,
    ignored: [
      ...operator.unreadable.map((file) => ({ file, reason: 'unreadable' as const })),
      ...unused.map(({ file }) => ({ file, reason: 'no-slot' as const })),
    ],
  }
}
