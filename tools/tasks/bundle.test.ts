import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withOwnAddress } from './bundle.ts'
import { ROOT } from './root.ts'

const MODULE = join(ROOT, 'src', 'platform', 'files', 'folder.ts')
const PACKAGE = join(ROOT, 'node_modules', 'pages', 'index.js')

it('keeps the address of a module that reads a file beside itself', () => {
  expect(withOwnAddress("new URL('./rules.json', import.meta.url)", MODULE)).toBe(
    'new URL(\'./rules.json\', new URL("../src/platform/files/folder.ts", bundleAddress).href)',
  )
})

it('gives CommonJS its place without a word that makes it a module', () => {
  const text = withOwnAddress("module.exports = join(__dirname, 'static')", PACKAGE)
  expect(text).toBe(
    'var __dirname = bundlePath(new URL("../node_modules/pages", bundleAddress).href);' +
      "module.exports = join(__dirname, 'static')",
  )
  expect(text).not.toContain('import.meta')
})

it('does not declare a place that the module declares itself', () => {
  const text = withOwnAddress('const __dirname = dirname(import.meta.url)', PACKAGE)
  expect(text).toBe(
    'const __dirname = dirname(new URL("../node_modules/pages/index.js", bundleAddress).href)',
  )
})
