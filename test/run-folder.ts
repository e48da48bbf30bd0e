import {
  access,
  chmod,
  constants,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
} from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunFolder {
  readonly path: string
  readonly remove: () => Promise<void>
}

const name = /^anyuan-test-(\d+)-/
const memory = '/dev/shm'
const roomBytesMin = 4 * 1024 ** 3

/**
 * A folder for what a run of tests writes and throws away: in memory where there is room, because
 * each test copies a database of a thousand files, which cost a disk's file system about as much as
 * all queries cost PostgreSQL. First it clears away what killed runs left behind.
 */
export async function makeRunFolder(): Promise<RunFolder> {
  const parent = (await takesRuns(memory)) ? memory : tmpdir()
  for (const each of new Set([parent, tmpdir()])) await removeAbandoned(each)
  const path = await mkdtemp(join(parent, `anyuan-test-${process.pid}-`))
  // PostgreSQL, which never runs as root, has to pass through.
  await chmod(path, 0o711)
  return { path, remove: () => removeWhole(path) }
}

async function takesRuns(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    const mount = (await readFile('/proc/mounts', 'utf8'))
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, place]) => place === folder)
    const mayRun = mount?.[3]?.split(',').includes('noexec') === false
    return mayRun && Math.min(bavail * bsize, freemem() / 2) >= roomBytesMin
  } catch {
    return false
  }
}

/** Stops and removes the servers of own test runs that were killed. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const owner = name.exec(entry)?.[1]
    if (!owner || isAlive(Number(owner))) continue
    const folder = join(parent, entry)
    // Another account's is for that account to clear away.
    if ((await stat(folder)).uid !== process.getuid?.()) continue
    const pidFile = await readFile(join(folder, 'pg', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number.parseInt(pidFile, 10)
    if (pid > 0 && pidFile.includes(join(folder, 'pg'))) stop(pid)
    await removeWhole(folder)
  }
}

const removeWhole = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

function stop(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It is gone already, which is what we wanted.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
