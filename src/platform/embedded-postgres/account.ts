import { readFile, stat } from 'node:fs/promises'

/** An operating-system account that PostgreSQL can run as. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * Accounts listed in a passwd file. Only those count: initdb refuses a uid without an entry
 * ("could not look up effective user ID").
 */
export function parseAccounts(passwd: string): Account[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid, gid]) => name && uid && gid)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((account) => Number.isInteger(account.uid) && Number.isInteger(account.gid))
}

/**
 * The account that root hands PostgreSQL to: the owner of an existing cluster, else the first
 * owner of a preferred folder who is not root, else `postgres`, else `nobody`.
 */
export function chooseAccount(
  accounts: readonly Account[],
  clusterOwner: number | undefined,
  preferredOwners: readonly number[],
): Account | undefined {
  const byUid = (uid: number) => accounts.find((account) => account.uid === uid && uid !== 0)
  const byName = (name: string) => accounts.find((account) => account.name === name)
  if (clusterOwner !== undefined && clusterOwner !== 0) {
    return byUid(clusterOwner)
  }
  for (const uid of preferredOwners) {
    const owner = byUid(uid)
    if (owner) {
      return owner
    }
  }
  return byName('postgres') ?? byName('nobody')
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).uid
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL refuses to run as root, so root needs another account; everybody else runs it as
 * himself and gets `undefined`.
 *
 * @throws Error when root finds no account that may own the cluster.
 */
export async function accountForPostgres(
  clusterFolder: string,
  preferredFolders: readonly string[],
): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined
  }
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'))
  const owners = await Promise.all(preferredFolders.map(ownerOf))
  const account = chooseAccount(
    accounts,
    await ownerOf(clusterFolder),
    owners.filter((uid) => uid !== undefined),
  )
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and no other account fits: create a user "postgres", ' +
        'start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}
