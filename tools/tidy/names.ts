import type { Complain } from './complaint.ts'

/** Words that name nothing in any compound, and what to do instead. */
const emptyWords = new Map([
  ['util', 'name what it does, beside its only user'],
  ['helper', 'name what it does, beside its only user'],
  ['misc', 'name what it does, beside its only user'],
  ['manager', 'name what it does to what'],
  ['base', 'functions are reused, not ancestors'],
])

/** Words that name nothing alone; `shared-commit` is a noun of its own. */
const emptyAlone = new Map([
  ['common', 'name the noun that is common'],
  ['shared', 'name the noun that is shared'],
])

/** Where an `index.ts` is a front door: a module, its web side, an engine, a platform folder. */
const frontDoors = [
  /^src\/modules\/[^/]+\/(?:web\/)?index\.tsx?$/,
  /^engines\/[^/]+\/(?:src\/)?index\.ts$/,
  /^src\/platform\/[^/]+\/index\.ts$/,
]

/** Complaints about the path itself. */
export function checkName(path: string, complain: Complain): void {
  const advised = new Set<string>()
  for (const segment of path.split('/')) {
    const words = segment
      .replace(/\.[a-z.]+$/, '')
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[^a-z]+/)
    for (const word of words) {
      const singular = word.replace(/s$/, '')
      const alone = words.length === 1 ? emptyAlone.get(singular) : undefined
      const advice = emptyWords.get(word) ?? emptyWords.get(singular) ?? alone
      if (advice === undefined || advised.has(word)) continue
      advised.add(word)
      complain(0, 'forbidden-name', `'${word}' names nothing: ${advice}`)
    }
  }
  const isIndex = /^(?:src|engines)\/.*\/index\.tsx?$/.test(path)
  if (isIndex && !frontDoors.some((door) => door.test(path))) {
    complain(0, 'barrel', 'an index stands only at a front door; import the file itself')
  }
}
