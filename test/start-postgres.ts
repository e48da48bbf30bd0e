// Starts the embedded PostgreSQL in the folder given, prints one JSON line, and waits for the end
// of its standard input: a program for tests that kill it or race two of them.
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'

const [dataFolder = ''] = process.argv.slice(2)
const server = await startEmbeddedPostgres({ dataFolder, log: () => undefined, durable: false })
const { url, port, adopted } = server
console.log(JSON.stringify({ url, port, adopted }))
process.stdin.resume().once('end', async () => {
  await server.stop()
})
