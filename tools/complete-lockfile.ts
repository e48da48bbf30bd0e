/**
 * Adds to package-lock.json the optional packages that npm dropped because the registry at hand
 * does not serve them: `npm install` leaves them out without a word, and `npm ci` then refuses
 * the lockfile ("Missing: … from lock file"). Run it after every change of a dependency.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One entry under `packages`, as far as it matters here. */
export interface LockedPackage {
  version?: string
  optional?: boolean
  dev?: boolean
  link?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface Lockfile {
  packages: Record<string, LockedPackage>
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony']
const PROCESSORS = [
  ...['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'],
]

/** What machines a platform package is for, read off its name. */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.slice(name.lastIndexOf('/') + 1).split(/[-.]/)
  const system = words.includes('win32') ? 'win32' : SYSTEMS.find((each) => words.includes(each))
  const processor = PROCESSORS.find((each) => words.includes(each))
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return {
    ...(processor ? { cpu: [processor] } : {}),
    ...(libc && system === 'linux' ? { libc: [libc] } : {}),
    ...(system ? { os: [system] } : {}),
  }
}

/** The folders in which npm looks for what the package at `path` needs, nearest first. */
function searchPath(path: string): string[] {
  const places: string[] = []
  let current = path
  while (current !== '') {
    places.push(`${current}/node_modules`)
    const parent = current.lastIndexOf('/node_modules/')
    current = parent < 0 ? '' : current.slice(0, parent)
  }
  return [...places, 'node_modules']
}

/** An exact version out of a range; platform packages are nearly always pinned. */
function exactVersion(range: string): string {
  return range.replace(/^[\^~>=v\s]+/, '')
}

/** True when the version that is found serves; only exact ranges are judged. */
function serves(found: LockedPackage, range: string): boolean {
  return !/^\d+\.\d+\.\d+/.test(range) || found.version === range
}

/**
 * Adds every absent optional package to the lockfile: beside the package that asks, or below it
 * where the place beside it holds another version.
 *
 * @returns the paths added.
 */
export function completeLockfile(lockfile: Lockfile): string[] {
  const { packages } = lockfile
  const added: string[] = []
  for (const [path, parent] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = searchPath(path).find((each) => packages[`${each}/${name}`])
      const found = place === undefined ? undefined : packages[`${place}/${name}`]
      if (found && serves(found, range)) {
        continue
      }
      const beside = `${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`
      const entry = found ? `${path}/node_modules/${name}` : beside
      packages[entry] = {
        version: exactVersion(range),
        ...platformOf(name),
        ...(parent.dev ? { dev: true } : {}),
        optional: true,
      }
      added.push(entry)
    }
  }
  lockfile.packages = Object.fromEntries(
    Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  return added
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile
  const added = completeLockfile(lockfile)
  if (added.length > 0) {
    writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`)
  }
  console.log(`${added.length} packages added to package-lock.json`)
  for (const entry of added) {
    console.log(`  ${entry}`)
  }
}
