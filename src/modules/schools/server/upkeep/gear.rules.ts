import { coreSet, type Gear, type GearEntry, type GearStock, gears } from '../../contract/upkeep.ts'

/** Sums of the ledger: one for each kind, movement and day of expiry. */
export type LedgerSum = Pick<GearEntry, 'gear' | 'movement' | 'quantity' | 'expiresOn'>

type StockLine = GearStock['stock'][number]

const sumOf = (sums: readonly LedgerSum[], movement: GearEntry['movement']): number =>
  sums
    .filter((sum) => sum.movement === movement)
    .reduce((total, { quantity }) => total + quantity, 0)

/** What came in with a day of expiry, that day first; what never expires last. */
function batchesOf(sums: readonly LedgerSum[]): LedgerSum[] {
  const never = '9999-12-31'
  return sums
    .filter(({ movement }) => movement === 'in')
    .sort((a, b) => ((a.expiresOn ?? never) < (b.expiresOn ?? never) ? -1 : 1))
}

/** Stock of one kind. What leaves is taken to be what would expire first. */
function lineOf(gear: Gear, sums: readonly LedgerSum[], today: string): StockLine {
  const cameIn = sumOf(sums, 'in')
  const wentOut = sumOf(sums, 'out')
  const expired = sumOf(sums, 'expired')
  const lost = sumOf(sums, 'lost')
  let gone = wentOut + expired + lost
  let overdue = 0
  let nextExpiry: string | null = null
  for (const { quantity, expiresOn } of batchesOf(sums)) {
    const left = Math.max(0, quantity - gone)
    gone = Math.max(0, gone - quantity)
    if (left === 0 || expiresOn === null) continue
    if (expiresOn < today) overdue += left
    else nextExpiry ??= expiresOn
  }
  const inStock = cameIn - wentOut - expired - lost
  return { gear, inStock, cameIn, wentOut, expired, lost, overdue, nextExpiry }
}

/** Stock of every kind, and how many guards can be given a whole core set. */
export function stockOf(sums: readonly LedgerSum[], guards: number, today: string): GearStock {
  const stock = gears.map((gear) =>
    lineOf(
      gear,
      sums.filter((sum) => sum.gear === gear),
      today,
    ),
  )
  const usable = new Map(stock.map((line) => [line.gear, line.inStock - line.overdue]))
  const coreSets = Math.max(0, Math.min(...coreSet.map((gear) => usable.get(gear) ?? 0)))
  return { stock, guards, coreSets, setsMissing: Math.max(0, guards - coreSets) }
}
