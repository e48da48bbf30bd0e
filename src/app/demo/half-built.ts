import { auditChain, removeAnchors } from '../../modules/identity/index.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import {
  databaseIdentity,
  databaseNote,
  dropSchemas,
  migrateToLatest,
  noteOnDatabase,
  UnfitDatabase,
} from '../../platform/database/migrate.ts'
import { openDatabase } from '../../platform/database/open-database.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { halfBuiltDatabase, markBuilding, readDemoState, unmarkBuilding } from './demo-accounts.ts'

interface Place {
  readonly dataFolder: string
  readonly databaseUrl: string
}

/** Said in the database itself too: a data folder alone may be wrong about what lies there now. */
const note = 'A demo county is being made here.'

/** Marks that a demonstration is being made: until it is done its records are of no use. */
export async function beginBuilding({ dataFolder, databaseUrl }: Place): Promise<void> {
  await markBuilding(dataFolder, await databaseIdentity(databaseUrl))
  await noteOnDatabase(databaseUrl, note)
}

/** Half a county is worth nothing, so its commits need not wait for the disk one by one. */
export function withoutFlush(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.href
}

/** A commit that waits for the disk, and with it for all that was committed before. */
export const flushBuilt = ({ databaseUrl }: Place): Promise<void> =>
  noteOnDatabase(databaseUrl, note)

export async function endBuilding({ dataFolder, databaseUrl }: Place): Promise<void> {
  await noteOnDatabase(databaseUrl, null)
  await unmarkBuilding(dataFolder)
}

/** Whether half a demonstration lies in the database; `elsewhere`: begun from another folder. */
async function halfBuilt({ dataFolder, databaseUrl }: Place): Promise<'here' | 'elsewhere' | null> {
  if ((await databaseNote(databaseUrl)) !== note) return null
  const identity = await databaseIdentity(databaseUrl)
  // The state is written last: where it lies, only the marks were left behind.
  if ((await readDemoState(dataFolder))?.database === identity) return null
  return (await halfBuiltDatabase(dataFolder)) === identity ? 'here' : 'elsewhere'
}

/**
 * A demonstration that was cut off while it was made is of no use: its database, already migrated,
 * begins anew. Commands enter nothing there meanwhile, see `refuseHalfBuilt`.
 *
 * @throws UnfitDatabase where it was begun from another data folder: that one knows what it did.
 */
export async function clearHalfBuilt(
  place: Place,
  clock: Clock,
  say: (line: string) => void,
): Promise<void> {
  const where = await halfBuilt(place)
  if (where === null) return
  if (where === 'elsewhere') throw new UnfitDatabase(begunElsewhere)
  say('The demo county was not finished last time; what there is of it is removed.')
  await removeItsAnchors(place, clock)
  await dropSchemas(place.databaseUrl)
  await unmarkBuilding(place.dataFolder)
  await migrateToLatest(place.databaseUrl)
}

const begunElsewhere =
  'A demo county was begun in this database from another data folder, and was not finished. Start ' +
  'the server once with that ANYUAN_DATA, or take an empty database. Whoever wants to keep what is ' +
  'here says so by: comment on schema platform is null'

/** Before the schemas: once they are gone nothing tells which anchors were theirs. */
async function removeItsAnchors({ dataFolder, databaseUrl }: Place, clock: Clock): Promise<void> {
  const settings = { clock, auditTrail: auditChain, namedStatements: false }
  const database = openDatabase({ url: databaseUrl, connectionsMax: 1, ...settings })
  try {
    const binding = { ...systemBinding, classes: [...systemBinding.classes, 'vault' as const] }
    await database.inWork(binding, (work) => removeAnchors(work, dataFolder))
  } finally {
    await database.close()
  }
}

/**
 * What a command enters beside half a demonstration would go with it at the next start.
 *
 * @throws UnfitDatabase where the demonstration is being made, or was not finished.
 */
export async function refuseHalfBuilt(place: Place): Promise<void> {
  const where = await halfBuilt(place)
  if (where === null) return
  if (where === 'elsewhere') throw new UnfitDatabase(begunElsewhere)
  throw new UnfitDatabase(
    'The demo county is being made here, or was not finished. Wait until it is, or start the ' +
      'server: "npm start" makes it anew, "npm start -- --no-demo" removes what there is of it.',
  )
}
