import { describe, expect, it } from 'vitest'
import { completeLockfile, type Lockfile, platformOf } from './complete-lockfile.ts'

function lockfile(): Lockfile {
  return {
    packages: {
      '': {},
      'node_modules/parser': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@parser/linux-x64-gnu': '2.0.0', '@parser/darwin-arm64': '2.0.0' },
      },
      'node_modules/@parser/linux-x64-gnu': { version: '2.0.0', optional: true },
    },
  }
}

describe('completeLockfile', () => {
  it('adds what npm dropped, with the machines it is for', () => {
    const incomplete = lockfile()
    expect(completeLockfile(incomplete)).toEqual(['node_modules/@parser/darwin-arm64'])
    expect(incomplete.packages['node_modules/@parser/darwin-arm64']).toEqual({
      version: '2.0.0',
      os: ['darwin'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    })
  })

  it('leaves a complete lockfile alone', () => {
    const complete = lockfile()
    completeLockfile(complete)
    expect(completeLockfile(complete)).toEqual([])
  })

  it('adds a second version below the package that asks for it', () => {
    const twice = lockfile()
    twice.packages['node_modules/@parser/darwin-arm64'] = { version: '1.0.0', optional: true }
    expect(completeLockfile(twice)).toEqual([
      'node_modules/parser/node_modules/@parser/darwin-arm64',
    ])
  })

  it('takes any version for a range: npm itself chose it', () => {
    const ranged = lockfile()
    ranged.packages[''] = { optionalDependencies: { '@parser/linux-x64-gnu': '2' } }
    expect(completeLockfile(ranged)).toEqual(['node_modules/@parser/darwin-arm64'])
  })

  it('finds a package that lies above a nested parent', () => {
    const nested = lockfile()
    nested.packages['node_modules/tool/node_modules/parser'] = {
      version: '2.0.0',
      optionalDependencies: { '@parser/linux-x64-gnu': '2.0.0' },
    }
    expect(completeLockfile(nested)).toEqual(['node_modules/@parser/darwin-arm64'])
  })
})

describe('platformOf', () => {
  it.each([
    ['@parser/linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
    ['@parser/linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
    ['@parser/win32-arm64-msvc', { cpu: ['arm64'], os: ['win32'] }],
    ['@parser/wasm32-wasi', { cpu: ['wasm32'] }],
  ])('reads %s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform)
  })
})
