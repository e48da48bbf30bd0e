import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar'

/** What is needed to start the browser. */
export interface BrowserFiles {
  executable: string
  /** Environment for the browser alone: its libraries and its only fonts. */
  env: Record<string, string>
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The folder of a package whose `exports` hide package.json, from the address of its code. */
function packageFolder(address: string): string {
  let folder = dirname(fileURLToPath(address))
  while (!existsSync(join(folder, 'package.json'))) {
    folder = dirname(folder)
  }
  return folder
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), extract({ cwd: folder }))
}

/** A browser that sees these fonts only draws the same page on every machine. */
async function writeFontConfiguration(folder: string): Promise<void> {
  const fonts = join(packageFolder(import.meta.resolve('@embedpdf/fonts-sc')), 'fonts')
  const draft = join(folder, `fonts.conf.${process.pid}`)
  await writeFile(
    draft,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`,
  )
  await rename(draft, join(folder, 'fonts.conf'))
}

async function unpack(source: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await pipeline(
    createReadStream(join(source, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(folder, 'chromium')),
  )
  await chmod(join(folder, 'chromium'), 0o755)
  await unpackTar(join(source, 'bin', 'al2023.tar.br'), folder)
  await unpackTar(join(source, 'bin', 'swiftshader.tar.br'), folder)
}

/**
 * Unpacks the packaged browser once per version into node_modules/.cache; later calls find it.
 * The package's own start is not used: it runs whatever file is called `chromium` in the shared
 * temporary folder, and with web security off.
 */
export async function browserFiles(): Promise<BrowserFiles> {
  const source = packageFolder(import.meta.resolve('@sparticuz/chromium'))
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const folder = join(ROOT, 'node_modules', '.cache', `chromium-${manifest.version}`)
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    await rm(draft, { recursive: true, force: true })
    await unpack(source, draft)
    try {
      await rename(draft, folder)
    } catch {
      // Another worker was quicker; its copy is complete.
      await rm(draft, { recursive: true, force: true })
    }
  }
  await writeFontConfiguration(folder)
  return {
    executable: join(folder, 'chromium'),
    env: {
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: `${join(folder, 'lib')}:${folder}`,
    },
  }
}
