import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { architecture } from '../architecture.mjs'
import { isEntry } from './entry.ts'
import { listFiles } from './graph/source.ts'
import { type RecordNames, recordNames, renamed } from './new-record/names.ts'

const skeletons = join(import.meta.dirname, 'new-record')
const usage = `Usage: npm run new:record MODULE NOUN [中文名]
as in: npm run new:record inspections safety-kit-check 安全包检查`

/**
 * Writes the skeletons of a record type into the tree at `root`; nothing is overwritten.
 *
 * @returns the paths written.
 * @throws Error when the module is not declared, or one of the files exists.
 */
export function writeRecord(root: string, names: RecordNames): string[] {
  if (!architecture.mayUse[names.module]) {
    const known = Object.keys(architecture.mayUse).join(', ')
    throw new Error(`"${names.module}" is no module of architecture.mjs: ${known}`)
  }
  const files = skeletonFiles(root, names)
  const taken = [...files.keys()].filter((path) => existsSync(join(root, path)))
  if (taken.length > 0) throw new Error(`Already there, nothing written: ${taken.join(', ')}`)
  for (const [path, text] of files) write(root, path, text)
  return [...files.keys(), ...addTexts(root, names)]
}

function skeletonFiles(root: string, names: RecordNames): Map<string, string> {
  const files = new Map<string, string>()
  for (const path of listFiles(skeletons, ['skeleton'], (one) => one.endsWith('.txt'))) {
    const inner = path.slice('skeleton/'.length, -'.txt'.length)
    const target =
      inner === 'migration.sql'
        ? `migrations/${nextNumber(root)}_${renamed('inspections_safety_kit_check', names)}.sql`
        : `src/modules/${names.module}/${renamed(inner, names)}`
    files.set(target, renamed(readFileSync(join(skeletons, path), 'utf8'), names))
  }
  return files
}

function nextNumber(root: string): string {
  const numbers = readdirSync(join(root, 'migrations')).map((name) => Number.parseInt(name, 10))
  const last = Math.max(0, ...numbers.filter(Number.isInteger))
  return String(last + 1).padStart(4, '0')
}

/** Adds the page's words to the module's two catalogues; makes the catalogues when absent. */
function addTexts(root: string, names: RecordNames): string[] {
  const web = `src/modules/${names.module}/web`
  const words = { 'zh-CN': chineseWords(names), en: englishWords(names) }
  const key = renamed('safetyKitCheck', names)
  const written: string[] = []
  for (const [language, own] of Object.entries(words)) {
    const path = `${web}/locales/${language}.json`
    const present = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '{}'
    const all = { ...(JSON.parse(present) as Record<string, unknown>), [key]: own }
    write(root, path, `${JSON.stringify(all, null, 2)}\n`)
    written.push(path)
  }
  const texts = `${web}/text.ts`
  if (existsSync(join(root, texts))) return written
  write(root, texts, renamed(textModule, names))
  return [...written, texts]
}

const textModule = `import { catalogue } from '../../../platform/ui/text.ts'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export const inspectionsText = catalogue('inspections', { 'zh-CN': zh, en })
`

const chineseWords = ({ chinese }: RecordNames): Record<string, string> => ({
  page: chinese,
  add: `新增${chinese}`,
  save: '保存',
  empty: `还没有${chinese}`,
  title: '标题',
  note: '说明',
  state: '状态',
  open: '进行中',
  closed: '已结束',
})

const englishWords = (names: RecordNames): Record<string, string> => ({
  page: renamed('Safety kit checks', names),
  add: renamed('New safety kit check', names),
  save: 'Save',
  empty: renamed('No safety kit checks yet', names),
  title: 'Title',
  note: 'Note',
  state: 'State',
  open: 'Open',
  closed: 'Closed',
})

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Names change the order of imports and the breaks of lines; the formatter settles both. */
export function settleFormat(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules/.bin/biome')
  const { status, stderr } = spawnSync(biome, ['check', '--write', '--colors=off', ...paths], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The formatter refused the new files:\n${stderr}`)
}

/** The lines that a person adds, because only they know where. */
const nextSteps = `
Then, by hand:
  src/modules/inspections/module.ts                  ...safetyKitCheckRoutes()
  src/modules/inspections/contract/permissions.ts    'inspections.safetyKitCheck.read' and '.edit'
  src/modules/inspections/web/pages.ts               safetyKitChecksAddress, SafetyKitCheckPage.tsx
  npm run generate                             table types and the API document
and shape the columns, fields, states and words to what the record really is.`

function newRecord([module, noun, chinese]: string[]): void {
  if (module === undefined || noun === undefined) {
    console.error(usage)
    process.exitCode = 1
    return
  }
  try {
    const names = recordNames(module, noun, chinese ?? noun.replaceAll('-', ' '))
    const root = join(import.meta.dirname, '..')
    const paths = writeRecord(root, names)
    settleFormat(
      root,
      paths.filter((path) => !path.endsWith('.sql')),
    )
    for (const path of paths) console.log(path)
    console.log(renamed(nextSteps, names))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}

if (isEntry(import.meta.filename)) newRecord(process.argv.slice(2))
