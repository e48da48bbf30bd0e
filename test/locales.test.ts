import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/platform/database/package-root.ts'

const catalogues = globSync('src/{app,platform/ui,modules}/**/locales/zh-CN.json', {
  cwd: packageRoot,
})

type Tree = { [key: string]: string | Tree }

const read = (path: string): Tree => JSON.parse(readFileSync(join(packageRoot, path), 'utf8'))

/** `today.title` → its text. */
function leavesOf(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leavesOf(value, `${prefix}${key}.`),
  )
}

/** `posts_one`, the English singular, stands beside `posts`. */
const pluralOf = (key: string): string => key.replace(/_one$/, '')

const blanksOf = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

it('finds the catalogues of the pages', () => {
  expect(catalogues.length).toBeGreaterThanOrEqual(6)
})

describe.each(catalogues)('%s', (path) => {
  const zh = new Map(leavesOf(read(path)))
  const en = new Map(leavesOf(read(path.replace('zh-CN.json', 'en.json'))))

  it('has every text in both languages', () => {
    // Chinese counts without a singular; an English text may have one beside it.
    const withoutSingulars = [...en.keys()].filter((key) => !zh.has(pluralOf(key)) || zh.has(key))
    expect(withoutSingulars.sort()).toEqual([...zh.keys()].sort())
    expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('says no number or name in one language that the other leaves out', () => {
    const differing = [...en].filter(
      ([key, text]) => blanksOf(text).join() !== blanksOf(zh.get(pluralOf(key)) ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it('leaves no Chinese in the English texts but the name of the language', () => {
    // An official number is written as it is, 〔2026〕 included.
    const words = (text: string) => text.replace(/\S*〔\d{4}〕\S*/g, '')
    const left = [...en].filter(
      ([, text]) => /\p{Script=Han}/u.test(words(text)) && text !== '中文',
    )
    expect(left).toEqual([])
  })
})
