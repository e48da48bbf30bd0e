import type { Work } from '../../../../platform/database/work.ts'
import type { ChainVerdict } from '../../contract/audit.ts'
import { findChainHeads, readChain, type StoredEntry } from './audit.queries.ts'
import { type Anchor, readAnchors } from './audit-anchor.ts'
import { entryHash } from './audit-chain.ts'

const readMax = 2_000

/**
 * Recomputes one county's chain from its first entry, and compares it with its head and with what
 * was noted outside the database. `work` must see every class of rows of the county. People write
 * on meanwhile: the chain reaches at least the head of before and at most that of after.
 */
export async function verifyAuditChain(
  work: Work,
  countyId: string,
  anchors: readonly Anchor[] = [],
): Promise<ChainVerdict> {
  const noted = new Map(anchors.map((anchor) => [anchor.sequence, anchor.hash]))
  const verdict = { countyId, anchors: anchors.length }
  let sequence = 0
  let hash: Buffer = Buffer.alloc(0)
  const before = await headOf(work, countyId)
  for (;;) {
    const entries = await readChain(work, countyId, sequence, readMax)
    for (const entry of entries) {
      const other = entry.sequence === before?.sequence && !entry.hash.equals(before.hash)
      const reason = faultOf(entry, { sequence, hash }, noted) ?? (other ? 'head' : null)
      if (reason) {
        const broken = { sequence: entry.sequence, reason }
        return { ...verdict, entries: sequence, intact: false, broken }
      }
      sequence = entry.sequence
      hash = entry.hash
    }
    if (entries.length < readMax) break
  }
  const after = await headOf(work, countyId)
  const atEnd = sequence >= (before?.sequence ?? 0) && sequence <= (after?.sequence ?? 0)
  const beyond = anchors.find((anchor) => anchor.sequence > sequence)
  const reason = beyond ? 'anchor' : atEnd ? null : 'head'
  const broken = reason ? { sequence: sequence + 1, reason } : null
  return { ...verdict, entries: sequence, intact: broken === null, broken } as ChainVerdict
}

const headOf = async (work: Work, countyId: string) =>
  (await findChainHeads(work)).find((one) => one.countyId === countyId)

type Fault = NonNullable<ChainVerdict['broken']>['reason']

function faultOf(
  { previousHash, hash, ...entry }: StoredEntry,
  before: { sequence: number; hash: Buffer },
  noted: ReadonlyMap<number, string>,
): Fault | null {
  if (entry.sequence !== before.sequence + 1) return 'missing'
  if (!previousHash.equals(before.hash)) return 'link'
  if (!entryHash(before.hash, entry).equals(hash)) return 'hash'
  const anchor = noted.get(entry.sequence)
  return anchor !== undefined && anchor !== hash.toString('hex') ? 'anchor' : null
}

export interface ChainsVerdict {
  readonly intact: boolean
  readonly chains: number
  readonly entries: number
  readonly anchors: number
  readonly broken: readonly ChainVerdict[]
}

/** Every chain of the database against its anchors in the data folder. */
export async function verifyAuditChains(work: Work, dataFolder: string): Promise<ChainsVerdict> {
  const verdicts: ChainVerdict[] = []
  for (const { countyId } of await findChainHeads(work)) {
    const anchors = await readAnchors(dataFolder, countyId)
    verdicts.push(await verifyAuditChain(work, countyId, anchors))
  }
  const broken = verdicts.filter(({ intact }) => !intact)
  return {
    intact: broken.length === 0,
    chains: verdicts.length,
    entries: verdicts.reduce((sum, { entries }) => sum + entries, 0),
    anchors: verdicts.reduce((sum, { anchors }) => sum + anchors, 0),
    broken,
  }
}
