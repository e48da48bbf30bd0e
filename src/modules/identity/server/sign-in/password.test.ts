import { describe, expect, it } from 'vitest'
import { hashPassword, passwordMatches } from './password.ts'

describe('passwords', () => {
  it('knows a password again and no other', async () => {
    const phc = await hashPassword('每个校门有人守 7')
    expect(phc).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await passwordMatches('每个校门有人守 7', phc)).toBe(true)
    expect(await passwordMatches('每个校门有人守 8', phc)).toBe(false)
  })

  it('knows one again that was hashed at another cost', async () => {
    const phc = await hashPassword('old', { logN: 4, blockSize: 8, parallel: 1 })
    expect(phc).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$/)
    expect(await passwordMatches('old', phc)).toBe(true)
    expect(await passwordMatches('new', phc)).toBe(false)
  })

  it('never accepts a password where none is set', async () => {
    expect(await passwordMatches('', null)).toBe(false)
    expect(await passwordMatches('x', '$scrypt$broken')).toBe(false)
  })

  it('salts: two hashes of one password differ', async () => {
    expect(await hashPassword('one and the same')).not.toBe(await hashPassword('one and the same'))
  })
})
