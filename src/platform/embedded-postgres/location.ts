import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'

const SYSTEM_FOLDER = '/var/lib/anyuan'

/** True when the account may pass through this folder. */
async function mayTraverse(folder: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  if (uid === account.uid) {
    return (mode & 0o100) !== 0
  }
  if (gid === account.gid) {
    return (mode & 0o010) !== 0
  }
  return (mode & 0o001) !== 0
}

/** True when the account may pass through every folder from the root down to this one. */
export async function isReachable(folder: string, account: Account): Promise<boolean> {
  let current = await realpath(folder)
  while (await mayTraverse(current, account)) {
    const parent = dirname(current)
    if (parent === current) {
      return true
    }
    current = parent
  }
  return false
}

/** Makes a folder that others may pass through whatever the umask says. */
async function makeTraversable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o711)
}

async function readLocation(dataFolder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataFolder, 'LOCATION'), 'utf8')).trim()
  } catch {
    return undefined
  }
}

/**
 * The folder that holds the cluster and, where needed, a copy of the binaries. Usually the data
 * folder itself. When a parent of it is closed to the account (a home of mode 0700), a folder
 * under /var/lib that the file LOCATION in the data folder names: PostgreSQL resolves its paths
 * absolutely, and opening somebody's home is not ours to do.
 */
export async function reachableFolder(
  dataFolder: string,
  account: Account | undefined,
  systemFolder = SYSTEM_FOLDER,
): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o711 })
  const recorded = await readLocation(dataFolder)
  if (recorded) {
    await stat(recorded)
    return recorded
  }
  if (!account) {
    return realpath(dataFolder)
  }
  if ((await stat(dataFolder)).uid === process.getuid?.()) {
    await chmod(dataFolder, 0o711)
  }
  if (await isReachable(dataFolder, account)) {
    return realpath(dataFolder)
  }
  const digest = createHash('sha256')
    .update(await realpath(dataFolder))
    .digest('hex')
  const folder = join(systemFolder, digest.slice(0, 16))
  await makeTraversable(systemFolder)
  await makeTraversable(folder)
  const draft = join(dataFolder, `LOCATION.${process.pid}`)
  await writeFile(draft, `${folder}\n`)
  await rename(draft, join(dataFolder, 'LOCATION'))
  return folder
}
