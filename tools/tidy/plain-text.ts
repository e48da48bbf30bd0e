import type { Complain } from './complaint.ts'

const codeLinesMax = 400
const testLinesMax = 600
const readmeLinesMax = 80
const columnsMax = 100
const sqlColumnsMax = 120

/** Complaints about any text file, code or not, that need no syntax. */
export function checkPlainText(path: string, text: string, complain: Complain): void {
  checkLength(path, text, complain)
  checkLines(path, text, complain)
  const generated = path.endsWith('.generated.ts')
  if (generated || path.endsWith('.md')) return
  for (const match of text.matchAll(/(?:\/\/|--|\/\*|^\s*\*|#)\s.*?\b(TODO|FIXME|XXX|HACK)\b/gm)) {
    complain(match.index, 'leftover', `${match[1]} is work that nobody owes; do it or file it`)
  }
  for (const match of text.matchAll(/(?<![\w.+-])1[3-9]\d{9}(?![\w.])/g)) {
    if (match[0].startsWith('1990000')) continue
    complain(match.index, 'phone-number', `${match[0]} may be somebody's; use 1990000xxxx`)
  }
  for (const match of text.matchAll(/(?<![\w.~-])\/(?:work|root|(?:home|Users)\/\w+)\/[\w./-]+/g)) {
    complain(match.index, 'machine-path', `${match[0]} exists on one machine only`)
  }
}

function checkLength(path: string, text: string, complain: Complain): void {
  const max = linesMax(path)
  const lines = text.split('\n').length - 1
  if (max !== undefined && lines > max) {
    complain(0, 'long-file', `${lines} lines, at most ${max}`)
  }
}

function linesMax(path: string): number | undefined {
  if (path.endsWith('.generated.ts')) return undefined
  if (/^src\/modules\/[^/]+\/README\.md$/.test(path)) return readmeLinesMax
  if (/\.(?:test|e2e)\.tsx?$/.test(path)) return testLinesMax
  return /\.(?:tsx?|mjs|cjs)$/.test(path) && !isWordList(path) ? codeLinesMax : undefined
}

const isWordList = (path: string): boolean => /\.catalogue\.ts$/.test(path)

/** The formatter breaks code; what it cannot break are comments and SQL. */
function checkLines(path: string, text: string, complain: Complain): void {
  const sql = path.endsWith('.sql')
  if ((!sql && !/\.(?:tsx?|mjs)$/.test(path)) || path.endsWith('.generated.ts')) return
  let offset = 0
  for (const line of text.split('\n')) {
    const columns = [...line].length
    const max = sql ? sqlColumnsMax : columnsMax
    const comment = /^\s*(?:\/\/|\/?\*)/.test(line)
    if (columns > max && (sql || comment) && !/https?:\/\//.test(line)) {
      complain(offset, 'long-line', `${columns} columns, at most ${max}`)
    }
    offset += line.length + 1
  }
}
