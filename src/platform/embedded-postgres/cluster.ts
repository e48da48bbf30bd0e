import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { isAlive, runAs } from './process.ts'

const PASSWORD_FILE = 'superuser.password'

/** The superuser's password, kept inside the cluster so that both move and race as one. */
export async function readPassword(cluster: string): Promise<string> {
  return (await readFile(join(cluster, PASSWORD_FILE), 'utf8')).trim()
}

/** Removes half-made clusters of starts that were killed. */
async function removeAbandonedDrafts(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const pid = /^pg\.(\d+)$/.exec(entry)?.[1]
    if (pid && Number(pid) !== process.pid && !isAlive(Number(pid))) {
      await rm(join(folder, entry), { recursive: true, force: true })
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

async function initialise(
  draft: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const password = randomBytes(24).toString('hex')
  const data = join(draft, 'data')
  const passwordFile = join(draft, PASSWORD_FILE)
  await mkdir(data, { recursive: true })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  for (const path of [draft, data, passwordFile]) {
    await chmod(path, path === passwordFile ? 0o600 : 0o700)
    if (account) {
      await chown(path, account.uid, account.gid)
    }
  }
  const { code, output } = await runAs(account, join(binaries.folder, 'bin', 'initdb'), [
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
    `--pgdata=${data}`,
  ])
  if (code !== 0) {
    throw new Error(`initdb failed in ${data}: ${output.trim()}`)
  }
  await rename(passwordFile, join(data, PASSWORD_FILE))
}

/**
 * Makes the cluster `pg` in this folder unless it is there. It is made aside and renamed: of two
 * first starts the loser finds the name taken and uses the winner's cluster.
 *
 * @returns the absolute path of the cluster.
 * @throws Error with what initdb said.
 */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<string> {
  const cluster = join(folder, 'pg')
  await removeAbandonedDrafts(folder)
  if (await exists(cluster)) {
    return cluster
  }
  const draft = join(folder, `pg.${process.pid}`)
  await rm(draft, { recursive: true, force: true })
  await initialise(draft, binaries, account, durable)
  try {
    await rename(join(draft, 'data'), cluster)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') {
      throw error
    }
  }
  await rm(draft, { recursive: true, force: true })
  return cluster
}
