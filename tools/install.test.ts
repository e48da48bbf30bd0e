import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const { isCurrent } = createRequire(import.meta.url)('./install.cjs') as {
  isCurrent: (root: string) => boolean
}

type Packages = Record<string, Record<string, unknown>>

const HERE = { os: [process.platform], cpu: [process.arch] }
const ELSEWHERE = { os: ['aix'], cpu: ['ppc64'] }

describe('whether node_modules equal the lockfile', () => {
  let root: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'anyuan-install-'))
    mkdirSync(join(root, 'node_modules'))
  })

  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  const locked = (packages: Packages) =>
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
  const installed = (packages: Packages) =>
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
  const ONE = { 'node_modules/one': { version: '1.0.0', integrity: 'sha512-a' } }

  it('holds when npm finished with the same packages', () => {
    locked({ '': {}, ...ONE })
    installed({ 'node_modules/one': { ...ONE['node_modules/one'], resolved: 'elsewhere' } })
    expect(isCurrent(root)).toBe(true)
  })

  it('does not hold when npm never finished', () => {
    locked(ONE)
    expect(isCurrent(root)).toBe(false)
  })

  it('does not hold for another version, other content, or a package too many', () => {
    locked(ONE)
    installed({ 'node_modules/one': { version: '1.0.1', integrity: 'sha512-a' } })
    expect(isCurrent(root)).toBe(false)
    installed({ 'node_modules/one': { version: '1.0.0', integrity: 'sha512-b' } })
    expect(isCurrent(root)).toBe(false)
    installed({ ...ONE, 'node_modules/two': { version: '1.0.0' } })
    expect(isCurrent(root)).toBe(false)
  })

  it('does not miss optional packages of other machines, or that the registry lacks', () => {
    const optional = { version: '1.0.0', optional: true }
    locked({
      ...ONE,
      'node_modules/elsewhere': { ...optional, ...ELSEWHERE, integrity: 'sha512-c' },
      'node_modules/unserved': { ...optional, ...HERE },
    })
    installed(ONE)
    expect(isCurrent(root)).toBe(true)
  })

  it('misses an optional package of this machine, which an older npm leaves out', () => {
    locked({
      ...ONE,
      'node_modules/native': {
        version: '1.0.0',
        optional: true,
        integrity: 'sha512-d',
        ...HERE,
      },
    })
    installed(ONE)
    expect(isCurrent(root)).toBe(false)
  })
})
