/**
 * Worker threads that a bundle must carry as files of their own: the bundler builds each entry to
 * `<name>.mjs` beside the bundle, and the code finds it there (`import.meta.url`).
 */
export const workerEntries: readonly { readonly name: string; readonly entry: string }[] = [
  {
    name: 'spreadsheet-worker',
    entry: 'src/platform/spreadsheet/reading/spreadsheet-worker.ts',
  },
]
