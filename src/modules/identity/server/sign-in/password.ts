import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'

/** OWASP's setting for 32 MiB: about 0.2 s on one core, paid by the thread pool. */
const usualCost = { logN: 15, blockSize: 8, parallel: 3 }
const saltBytes = 16
const keyBytes = 32
/** Hashes at once, and how many may wait: beyond it a flood of sign-ins would starve the rest. */
const runningMax = 2
const waitingMax = 64

/** A PHC string, `$scrypt$ln=15,r=8,p=3$salt$hash`: it carries what it cost. */
export async function hashPassword(password: string, cost = usualCost): Promise<string> {
  const salt = randomBytes(saltBytes)
  const key = await derive(password, salt, cost)
  const { logN, blockSize, parallel } = cost
  return `$scrypt$ln=${logN},r=${blockSize},p=${parallel}$${unpadded(salt)}$${unpadded(key)}`
}

/** False for a wrong password; takes as long when there is no hash to compare with. */
export async function passwordMatches(password: string, phc: string | null): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc ?? '')
  if (!parts) {
    await derive(password, Buffer.alloc(saltBytes), usualCost)
    return false
  }
  const [, logN, blockSize, parallel, salt = '', hash = ''] = parts
  const stored = { logN: Number(logN), blockSize: Number(blockSize), parallel: Number(parallel) }
  const key = await derive(password, Buffer.from(salt, 'base64'), stored)
  const expected = Buffer.from(hash, 'base64')
  return expected.length === key.length && timingSafeEqual(key, expected)
}

let running = 0
const waiting: (() => void)[] = []

async function derive(
  password: string,
  salt: Uint8Array,
  { logN, blockSize, parallel }: typeof usualCost,
): Promise<Buffer> {
  if (waiting.length >= waitingMax) throw baseProblems.busy()
  if (running < runningMax) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    const options = { N: 2 ** logN, r: blockSize, p: parallel, maxmem: 64 * 1024 * 1024 }
    return await new Promise<Buffer>((resolve, reject) => {
      // NFC: one keyboard writes an accented letter as one sign, another as two.
      scrypt(password.normalize('NFC'), salt, keyBytes, options, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  } finally {
    // A waiting one takes over the place of the one that ends.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
