import { type Clock, systemClock } from '../../platform/clock/clock.ts'
import type { Config } from '../../platform/config/config.ts'
import { databaseIdentity, UnfitDatabase } from '../../platform/database/migrate.ts'
import { type DemoState, readDemoState, writeDemoState } from './demo-accounts.ts'
import { demoClock } from './demo-clock.ts'

export interface CommandClock {
  readonly clock: Clock
  /** Keeps how far the time has run, for whoever goes on with it. */
  leave(): Promise<void>
}

const beingPrepared =
  'The demo county is catching up with what it missed. Run this again when the server answers.'

const ordinary: CommandClock = { clock: systemClock, leave: async () => undefined }

/**
 * The time of the records that a command enters. A demonstration plays its own: what came into it
 * by the time of the world would lie ahead of its figures. `heldBy` is the server beside it.
 *
 * @throws UnfitDatabase while that server still plays what it missed.
 */
export async function commandClock(
  config: Config,
  databaseUrl: string,
  heldBy: string | null,
): Promise<CommandClock> {
  const state = await readDemoState(config.dataFolder)
  if (!state || !(await liesIn(state, config, databaseUrl))) return ordinary
  if (heldBy !== null) {
    const { playing } = state
    if (!playing || !heldBy.endsWith(` pid ${playing.pid}`)) return ordinary
    if (!playing.clock) throw new UnfitDatabase(beingPrepared)
    const { beginsAt, pace, since } = playing.clock
    const clock = demoClock(systemClock, new Date(beginsAt), pace, new Date(since))
    return { ...ordinary, clock }
  }
  const until = new Date(state.playedUntil ?? state.phonesOpenedAt)
  const clock = demoClock(systemClock, until, 1)
  const leave = async () => {
    const known = await readDemoState(config.dataFolder)
    if (!known) return
    // Another command began earlier, came further and left before this one.
    const came = [known.playedUntil ?? '', clock.now().toISOString()]
    const playedUntil = came.toSorted().at(-1) ?? null
    await writeDemoState(config.dataFolder, { ...known, playing: null, playedUntil })
  }
  return { clock, leave }
}

/** A folder from before the county named its database means the one inside it. */
const liesIn = async ({ database }: DemoState, { databaseUrl }: Config, url: string) =>
  database === null ? !databaseUrl : database === (await databaseIdentity(url))
