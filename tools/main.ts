type Task = (parameters: string[]) => Promise<void>

/** Each task is loaded only when asked for: the command line must answer at once. */
const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  start: async () => (await import('./tasks/start.ts')).startServer,
  cli: async () => (await import('./tasks/start.ts')).runCommandLine,
  'from-source': async () => (await import('../src/app/server.ts')).main,
  dev: async () => (await import('./tasks/dev.ts')).dev,
  build: async () => (await import('./tasks/build.ts')).buildEverything,
  check: async () => (await import('./tasks/check.ts')).check,
  test: async () => (await import('./tasks/test.ts')).test,
  generate: async () => (await import('./tasks/programs.ts')).runTool('generate.ts'),
  'new-record': async () => (await import('./tasks/programs.ts')).runTool('new-record.ts'),
  bench: async () => (await import('./tasks/programs.ts')).runNamed('bench'),
  faults: async () => (await import('./tasks/programs.ts')).runNamed('faults'),
}

// The launcher may be killed outright; its end closes this channel.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

const [name = '', ...parameters] = process.argv.slice(2)
const load = TASKS[name]
if (load) {
  const task = await load()
  await task(parameters)
} else {
  console.error(`Unknown task "${name}". Tasks: ${Object.keys(TASKS).join(', ')}`)
  process.exitCode = 1
}
