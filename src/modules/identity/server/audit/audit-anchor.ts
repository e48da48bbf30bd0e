import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Work } from '../../../../platform/database/work.ts'
import { type ChainHead, findChainHeads } from './audit.queries.ts'

const AnchorLine = z.object({
  at: z.iso.datetime(),
  sequence: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Anchor = z.infer<typeof AnchorLine>

const folderOf = (dataFolder: string) => join(dataFolder, 'audit-anchors')
const fileOf = (dataFolder: string, countyId: string) =>
  join(folderOf(dataFolder), `${countyId}.jsonl`)

/**
 * Notes of where each chain stood, outside the database: who rewrites a whole chain there would
 * have to rewrite these files too. Lines are only ever added.
 */
export class AuditAnchors {
  readonly #dataFolder: string
  readonly #lastSequence = new Map<string, number>()

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder
  }

  /** Adds a line for each chain that has grown; gives how many. */
  async note(heads: readonly ChainHead[], at: Date): Promise<number> {
    await mkdir(folderOf(this.#dataFolder), { recursive: true, mode: 0o700 })
    let added = 0
    for (const { countyId, sequence, hash } of heads) {
      if ((await this.#last(countyId)) >= sequence) continue
      const line = { at: at.toISOString(), sequence, hash: hash.toString('hex') }
      await append(fileOf(this.#dataFolder, countyId), `${JSON.stringify(line)}\n`)
      this.#lastSequence.set(countyId, sequence)
      added += 1
    }
    return added
  }

  async #last(countyId: string): Promise<number> {
    const known = this.#lastSequence.get(countyId)
    if (known !== undefined) return known
    const anchors = await readAnchors(this.#dataFolder, countyId)
    return anchors.reduce((last, { sequence }) => Math.max(last, sequence), 0)
  }
}

/** Starts on a line of its own, also behind one that a power cut tore. */
async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    const torn = size > 0 && last.toString() !== '\n'
    await file.writeFile(torn ? `\n${line}` : line)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The notes about one chain, oldest first; none when the file is not there. */
export async function readAnchors(dataFolder: string, countyId: string): Promise<Anchor[]> {
  const text = await readFile(fileOf(dataFolder, countyId), 'utf8').catch((error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap(anchorOf)
}

/**
 * After a backup was read: what was noted beyond its chains was written later and is lost with it.
 * Those notes are set aside as they were, and the chains go on from where the backup ends. Says
 * which files were kept.
 */
export async function setLaterAnchorsAside(
  work: Work,
  dataFolder: string,
  at: Date,
): Promise<string[]> {
  const kept: string[] = []
  for (const { countyId, sequence } of await findChainHeads(work)) {
    const anchors = await readAnchors(dataFolder, countyId)
    const still = anchors.filter((anchor) => anchor.sequence <= sequence)
    if (still.length === anchors.length) continue
    const path = fileOf(dataFolder, countyId)
    const aside = `${path}.until-${at.toISOString().replaceAll(':', '')}`
    await rename(path, aside)
    for (const anchor of still) await append(path, `${JSON.stringify(anchor)}\n`)
    kept.push(aside)
  }
  return kept
}

/** For a database that is thrown away: what is made in its place may begin the same chains. */
export async function removeAnchors(work: Work, dataFolder: string): Promise<void> {
  for (const { countyId } of await findChainHeads(work)) {
    await rm(fileOf(dataFolder, countyId), { force: true })
  }
}

/** A torn line proves nothing either way. */
function anchorOf(line: string): Anchor[] {
  if (!/^\{.*\}$/.test(line)) return []
  return [AnchorLine.parse(JSON.parse(line))]
}
