import { dirname, join, relative, sep } from 'node:path'
import { ResolverFactory } from 'oxc-resolver'

/** What a specifier leads to. `path` is relative to the root, with forward slashes. */
export type Target =
  | { kind: 'file'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'builtin'; name: string }
  | { kind: 'unresolved' }

/**
 * Resolves as Node does: a relative specifier carries its extension and never means a folder.
 * A package that is linked into the root (an engine) resolves to its file there.
 */
export function makeResolver(
  root: string,
  virtualModules: readonly string[],
): (importer: string, specifier: string) => Target {
  const conditionNames = ['types', 'node', 'import', 'browser', 'default']
  const files = new ResolverFactory({ extensions: [], mainFiles: [], conditionNames })
  const packages = new ResolverFactory({
    extensions: ['.js', '.mjs', '.cjs', '.json', '.node', '.d.ts', '.css'],
    mainFields: ['module', 'main', 'types'],
    builtinModules: true,
    conditionNames,
  })

  return (importer, specifier) => {
    if (virtualModules.includes(specifier)) return { kind: 'package', name: specifier }
    const bare = specifier.replace(/\?[\w&=-]*$/, '')
    const folder = dirname(join(root, importer))
    if (/^\.{0,2}\//.test(bare)) {
      const { path } = files.sync(folder, bare)
      return path === undefined ? { kind: 'unresolved' } : inside(root, path, bare)
    }
    const result = packages.sync(folder, bare)
    if (result.builtin) return { kind: 'builtin', name: result.builtin.resolved }
    const path = result.path ?? packages.sync(folder, typesPackage(bare)).path
    return path === undefined ? { kind: 'unresolved' } : inside(root, path, bare)
  }
}

function inside(root: string, absolute: string, specifier: string): Target {
  const path = relative(root, absolute).split(sep).join('/')
  const isOurs = !path.startsWith('../') && !path.split('/').includes('node_modules')
  return isOurs ? { kind: 'file', path } : { kind: 'package', name: packageName(specifier) }
}

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}

/** `@types` has the declarations of packages which bring none, or no code at all. */
function typesPackage(specifier: string): string {
  return `@types/${packageName(specifier).replace(/^@/, '').replace('/', '__')}`
}
