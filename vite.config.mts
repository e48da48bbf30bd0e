import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

type Pages = 'web' | 'phone'

const root = import.meta.dirname
const bases: Record<Pages, string> = { web: '/', phone: '/m/' }
const compressible = /\.(?:js|css|html|svg|json|webmanifest)$/
/** Smaller files gain nothing: they fit one packet anyway. */
const compressBytesMin = 1024

/** Writes `.gz` and `.br` beside each text file once, so that the server never compresses. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
      if (config.build.outDir.startsWith('/')) folder = config.build.outDir
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // A build that failed wrote nothing; its own error is the one to be seen.
        const names = await readdir(folder, { recursive: true }).catch(() => [])
        await Promise.all(
          names.filter((name) => compressible.test(name)).map((name) => compress(folder, name)),
        )
      },
    },
  }
}

async function compress(folder: string, name: string): Promise<void> {
  const bytes = await readFile(join(folder, name))
  if (bytes.length < compressBytesMin) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
  await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(bytes, quality))
}

/** The phone opens without a network: everything that it needs is stored at its first start. */
const phoneWorker = () =>
  VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      name: '安园',
      short_name: '安园',
      lang: 'zh-CN',
      start_url: '/m/',
      scope: '/m/',
      display: 'standalone',
      orientation: 'portrait',
      background_color: '#f2f4f7',
      theme_color: '#12233f',
      // Home screens of older phones draw no SVG.
      icons: [
        { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,webmanifest}'],
      navigateFallback: '/m/index.html',
      navigateFallbackDenylist: [/unsupported\.html$/],
      cleanupOutdatedCaches: true,
    },
  })

/** `--mode web`: the console at `/`. `--mode phone`: the phone at `/m/`. */
export default defineConfig(({ mode }) => {
  const pages: Pages = mode === 'phone' ? 'phone' : 'web'
  const server = process.env['ANYUAN_SERVER'] ?? 'http://127.0.0.1:8080'
  const proxy = { '/api': { target: server }, '/healthz': { target: server } }
  return {
    root: join(root, 'src', 'app', pages),
    base: bases[pages],
    publicDir: join(root, 'src', 'app', 'public'),
    cacheDir: join(root, 'node_modules', '.vite', pages),
    plugins: [react(), ...(pages === 'phone' ? [phoneWorker()] : []), precompress()],
    build: {
      outDir: join(root, 'dist', pages),
      emptyOutDir: true,
      // Office machines with Windows 7, and browsers built on Chromium 86 to 108.
      target: 'chrome87',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1600,
      rolldownOptions: {
        output: {
          // The setting of the schema library must run before any chunk that declares a schema.
          codeSplitting: {
            groups: [{ name: 'schemas', test: /node_modules\/zod\/|platform\/ui\/schemas/ }],
          },
        },
      },
    },
    server: { proxy, strictPort: true },
    preview: { proxy, strictPort: true },
  }
})
