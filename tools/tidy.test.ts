import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ruleNames } from './tidy/complaint.ts'
import { checkMigrations, listNewMigrations } from './tidy/migrations.ts'
import { checkTidy } from './tidy.ts'

const fixtures = join(import.meta.dirname, 'tidy/fixtures')

describe('each rule was seen red', () => {
  test.each(readdirSync(fixtures))('%s', (rule) => {
    const root = join(fixtures, rule)
    const { complaints } = checkTidy(root, rule === 'too-few-files' ? 2 : 1)
    expect(complaints.filter((complaint) => complaint.includes(` ${rule}: `))).not.toEqual([])
    expect(`${complaints.join('\n')}\n`).toBe(readFileSync(join(root, 'expected.txt'), 'utf8'))
  })

  test('every rule has its red example, and every example a rule', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...ruleNames].sort())
  })
})

test('listing adds new migrations and never forgives an edited one', () => {
  const root = mkdtempSync(join(tmpdir(), 'tidy-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(join(fixtures, 'unlisted-migration/migrations'), join(root, 'migrations'), {
    recursive: true,
  })
  writeFileSync(join(root, 'migrations/HASHES'), '')
  listNewMigrations(root)
  expect(checkMigrations(root)).toEqual([])
  writeFileSync(join(root, 'migrations/0001_duty.sql'), 'create schema other;')
  listNewMigrations(root)
  expect(checkMigrations(root).map(({ rule }) => rule)).toEqual(['edited-migration'])
})
