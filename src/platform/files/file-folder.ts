import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Which databases have kept files in a folder, one a line: `<identity> <since>`. */
const ledgerOf = (folder: string) => join(folder, 'DATABASES')

interface Tenant {
  readonly database: string
  readonly since: Date
}

async function tenantsOf(folder: string): Promise<Tenant[]> {
  const text = await readFile(ledgerOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [database = '', since = ''] = line.split(' ')
      return { database, since: new Date(since) }
    })
}

/**
 * Writes down that a database keeps its files here, before the first of them. A data folder may
 * have served another one, whose claims nobody sees from here.
 */
export async function noteDatabase(folder: string, { database, since }: Tenant): Promise<void> {
  const known = await tenantsOf(folder)
  if (known.some((tenant) => tenant.database === database)) return
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await appendFile(ledgerOf(folder), `${database} ${since.toISOString()}\n`, { mode: 0o600 })
}

/**
 * Since when the files of the folder are this database's alone; null where another one has kept
 * files here. What is older may be of any database of the time before the folder said whose it is.
 */
export async function aloneSince(folder: string, database: string): Promise<Date | null> {
  const tenants = await tenantsOf(folder)
  if (tenants.some((tenant) => tenant.database !== database)) return null
  return tenants[0]?.since ?? null
}
