import { describe, expect, it } from 'vitest'
import { chooseAccount, parseAccounts } from './account.ts'

const PASSWD = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash
clerk:x:1000:1000::/home/clerk:/bin/sh
+::::::
`
const accounts = parseAccounts(PASSWD)
const nameOf = (account: { name: string } | undefined) => account?.name

describe('the account that root runs PostgreSQL as', () => {
  it('is the owner of an existing cluster, whoever else would do', () => {
    expect(nameOf(chooseAccount(accounts, 65534, [1000]))).toBe('nobody')
  })

  it('is the owner of the checkout', () => {
    expect(nameOf(chooseAccount(accounts, undefined, [0, 1000]))).toBe('clerk')
  })

  it('is postgres when everything belongs to root', () => {
    expect(nameOf(chooseAccount(accounts, undefined, [0, 0]))).toBe('postgres')
  })

  it('is nobody where there is no postgres', () => {
    const without = accounts.filter(({ name }) => name !== 'postgres')
    expect(nameOf(chooseAccount(without, undefined, [0]))).toBe('nobody')
  })

  it('is never a uid without an entry: initdb refuses it', () => {
    expect(nameOf(chooseAccount(accounts, undefined, [4711]))).toBe('postgres')
    expect(chooseAccount(accounts, 4711, [])).toBeUndefined()
  })

  it('does not come from a line without numbers', () => {
    expect(accounts.map(nameOf)).toEqual(['root', 'nobody', 'postgres', 'clerk'])
  })
})
