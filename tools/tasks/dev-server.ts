import { main } from '../../src/app/server.ts'

await main(process.argv.slice(2))
