import type { Plugin } from 'esbuild'
import { patched } from '../../test/load/program-build.ts'

/** The flaw: a record that is there already is stored again, under another id. */
export const storingRepeats = (): Plugin =>
  patched('modules/duty/server/check-in/presence.actions.ts', [
    ['    if (context.before) return repeated(incoming.record, context.before, hash)\n', ''],
    ['batch.map((incoming, ordinal)', 'batch.map((sent, ordinal)'],
    [
      '    const context = contexts.get(ordinal)\n',
      `    const context = contexts.get(ordinal)
    const incoming = context?.before
      ? { ...sent, record: { ...sent.record, id: crypto.randomUUID().replace(/(?<=^.{14})4/, '7') } }
      : sent
`,
    ],
  ])
