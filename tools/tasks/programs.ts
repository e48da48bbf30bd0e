import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './root.ts'

type Task = (parameters: string[]) => Promise<void>

/** Loads a program as if it had been started by its own path with these parameters. */
async function run(path: string, parameters: string[]): Promise<void> {
  process.argv = [process.execPath, path, ...parameters]
  await import(path)
}

/** A task that is a program under tools/. */
export function runTool(file: string): Task {
  return (parameters) => run(join(ROOT, 'tools', file), parameters)
}

function programsIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return []
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}

/** A task that is one of several programs in a folder, named by the first parameter. */
export function runNamed(folder: string): Task {
  return async ([name = '', ...parameters]) => {
    const known = programsIn(join(ROOT, folder))
    if (known.includes(name)) {
      await run(join(ROOT, folder, `${name}.ts`), parameters)
      return
    }
    const said = name ? `There is no ${folder}/${name}.ts.` : 'Which one?'
    console.error(`${said} Usage: npm run ${folder} -- NAME, with NAME of: ${known.join(', ')}`)
    process.exitCode = 1
  }
}
