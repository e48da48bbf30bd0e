import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Secrets that lie apart from the database, so that a dump alone opens nothing. */
export interface Secrets {
  encrypt(plain: Uint8Array): Buffer
  decrypt(sealed: Uint8Array): Buffer
  /** Keyed digest: compares values without storing them. */
  digest(purpose: string, value: string): Buffer
}

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Reads the master key of a data folder, making it at the first start (mode 0600). */
export async function openSecrets(dataFolder: string): Promise<Secrets> {
  const folder = join(dataFolder, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return secretsOf(await readOrMake(join(folder, 'master.key')))
}

export function secretsOf(master: Uint8Array): Secrets {
  if (master.length !== keyBytes) throw new Error('The master key must have 32 bytes.')
  const sealing = Buffer.from(hkdfSync('sha256', master, '', 'anyuan sealing', keyBytes))
  return {
    encrypt(plain) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    decrypt(sealed) {
      const nonce = sealed.subarray(0, nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce)
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
      const body = sealed.subarray(nonceBytes, sealed.length - tagBytes)
      return Buffer.concat([decipher.update(body), decipher.final()])
    },
    digest(purpose, value) {
      return createHmac('sha256', master).update(`${purpose}\0${value}`).digest()
    },
  }
}

async function readOrMake(path: string): Promise<Buffer> {
  try {
    // Exclusive: of two first starts one makes the key and the other reads it.
    const file = await open(path, 'wx', 0o600)
    const key = randomBytes(keyBytes)
    await file.writeFile(key)
    await file.sync()
    await file.close()
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readFile(path)
  }
}
