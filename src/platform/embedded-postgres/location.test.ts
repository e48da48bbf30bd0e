import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isReachable, reachableFolder } from './location.ts'

const STRANGER = { name: 'stranger', uid: 64_999, gid: 64_999 }

describe('where the cluster lies', () => {
  let folder: string
  let system: string

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'anyuan-location-')))
    await chmod(folder, 0o755)
    system = join(folder, 'system')
  })

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('is the data folder when the account can get there', async () => {
    const data = join(folder, 'open', 'data')
    expect(await reachableFolder(data, STRANGER, system)).toBe(data)
    expect(await isReachable(data, STRANGER)).toBe(true)
  })

  it('is a system folder when a parent is closed, and the data folder says which', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const data = join(home, 'data')
    const found = await reachableFolder(data, STRANGER, system)
    expect(found.startsWith(`${system}/`)).toBe(true)
    expect(await readFile(join(data, 'LOCATION'), 'utf8')).toBe(`${found}\n`)
    expect(await reachableFolder(data, STRANGER, system)).toBe(found)
    expect((await stat(home)).mode & 0o777).toBe(0o700)
  })

  it('stays where it is once it was put there', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const data = join(home, 'data')
    const found = await reachableFolder(data, STRANGER, system)
    await chmod(home, 0o755)
    expect(await reachableFolder(data, STRANGER, system)).toBe(found)
  })

  it('is refused when the place that was written down is gone', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const data = join(home, 'data')
    await reachableFolder(data, STRANGER, system)
    await rm(system, { recursive: true })
    await expect(reachableFolder(data, STRANGER, system)).rejects.toThrow(/ENOENT/)
  })

  it('is passable under a umask that closes new folders', async () => {
    const data = join(folder, 'data')
    const before = process.umask(0o077)
    try {
      expect(await reachableFolder(data, STRANGER, system)).toBe(data)
    } finally {
      process.umask(before)
    }
    expect((await stat(data)).mode & 0o777).toBe(0o711)
  })

  it('is the data folder for everybody who is not root', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const data = join(home, 'data')
    expect(await reachableFolder(data, undefined, system)).toBe(data)
  })
})
