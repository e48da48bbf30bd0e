import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const DemoAccount = z.object({
  id: z.string(),
  loginName: z.string(),
  role: z.string(),
  title: z.string(),
  password: z.string(),
  /** Base32 secret of the one-time code, where the role asks for one. */
  totpSecret: z.string().nullable(),
  otpauthUrl: z.string().nullable(),
})
export type DemoAccount = z.infer<typeof DemoAccount>

const DemoState = z.object({
  seed: z.number(),
  /** In which database the county lies; folders of before it was kept do not say. */
  database: z.string().nullable().default(null),
  builtAt: z.string(),
  /** How far the demonstration's own time has run; a restart goes on from there. */
  playedUntil: z.string().nullable(),
  /** The server that has it now, or had when it was killed; no clock while it is prepared. */
  playing: z
    .object({
      pid: z.number(),
      clock: z.object({ since: z.string(), beginsAt: z.string(), pace: z.number() }).nullable(),
    })
    .nullable()
    .default(null),
  accounts: z.array(DemoAccount),
  /** Instant at which the phones' sessions were opened; they last thirty days. */
  phonesOpenedAt: z.string(),
  phones: z.array(
    z.object({
      personId: z.string(),
      accountId: z.string(),
      role: z.string(),
      token: z.string(),
    }),
  ),
})
export type DemoState = z.infer<typeof DemoState>

/** Made at the first start and kept in the data folder alone. */
export const newPassword = (): string => randomBytes(9).toString('base64url')

const fileOf = (dataFolder: string) => join(dataFolder, 'demo', 'state.json')

export async function readDemoState(dataFolder: string): Promise<DemoState | null> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : DemoState.parse(JSON.parse(text))
}

export async function writeDemoState(dataFolder: string, state: DemoState): Promise<void> {
  const path = fileOf(dataFolder)
  await mkdir(join(dataFolder, 'demo'), { recursive: true })
  await chmod(join(dataFolder, 'demo'), 0o700)
  await writeFile(`${path}.new`, JSON.stringify(state, null, 1), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

const markOf = (dataFolder: string) => join(dataFolder, 'demo', 'building')

/**
 * Marks that the demonstration is being made in this database: until it is done its records are of
 * no use, and those of no other database are meant.
 */
export async function markBuilding(dataFolder: string, database: string): Promise<void> {
  await mkdir(join(dataFolder, 'demo'), { recursive: true, mode: 0o700 })
  await writeFile(markOf(dataFolder), `${database}\n`, { mode: 0o600, flush: true })
}

export const unmarkBuilding = (dataFolder: string): Promise<void> =>
  rm(markOf(dataFolder), { force: true })

/** The database in which the making was begun and not finished. */
export async function halfBuiltDatabase(dataFolder: string): Promise<string | null> {
  return existsSync(markOf(dataFolder)) ? (await readFile(markOf(dataFolder), 'utf8')).trim() : null
}
