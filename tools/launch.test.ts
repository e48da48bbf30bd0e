import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const launcher = join(import.meta.dirname, 'launch.cjs')

/** The launcher as it starts where the system calls itself so. */
function launchOn(platform: string, arch: string, before = '') {
  const value = JSON.stringify({ platform: { value: platform }, arch: { value: arch } })
  const program = `${before} Object.defineProperties(process, ${value}); require(${JSON.stringify(launcher)}).main('start', [])`
  return spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
}

const onMusl = `Object.assign(require('fs'), { readdirSync: () => ['ld-musl-x86_64.so.1'] });
  process.report.getReport = () => ({ header: {} });`

it.each([
  ['win32', 'x64', 'wsl --install', ''],
  ['linux', 'ia32', 'Node.js 24', ''],
  ['linux', 'x64', 'glibc', onMusl],
])(
  'on %s-%s it says what to install, in both languages, and ends',
  (platform, arch, advice, before) => {
    const { status, stderr, stdout } = launchOn(platform, arch, before)
    expect([status, stdout]).toEqual([1, ''])
    const [english, chinese, ...rest] = stderr.trimEnd().split('\n')
    expect(rest).toEqual([])
    for (const line of [english, chinese]) {
      expect(line).toContain(`${platform}-${arch}${before && ' (musl)'}`)
      expect(line).toContain('linux-x64')
      expect(line).toContain(advice)
    }
  },
)
