import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Architecture, architecture } from '../../architecture.mjs'
import { checkGraph } from './check.ts'
import { ruleNames } from './complaint.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

/** The fixtures speak of three modules with fixed edges, whatever the product's graph becomes. */
const small: Architecture = {
  ...architecture,
  mayUse: { schools: [], devices: ['schools'], alarms: ['schools', 'devices'] },
  modulesReadMin: 1,
}

const special: Record<string, Partial<Architecture>> = {
  'declared-cycle': { mayUse: { schools: ['alarms'], alarms: ['devices'], devices: ['schools'] } },
  'too-few-modules': { modulesReadMin: 2 },
}

describe('each rule was seen red', () => {
  test.each(readdirSync(fixtures))('%s', (rule) => {
    const root = join(fixtures, rule)
    const { complaints } = checkGraph(root, { ...small, ...special[rule] })
    expect(complaints.filter((complaint) => complaint.includes(` ${rule}: `))).not.toEqual([])
    expect(`${complaints.join('\n')}\n`).toBe(readFileSync(join(root, 'expected.txt'), 'utf8'))
  })

  test('every rule has its red example, and every example a rule', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...ruleNames].sort())
  })
})

test('the product obeys its architecture, and the checker really read it', () => {
  const { complaints, modulesRead } = checkGraph(join(import.meta.dirname, '../..'), architecture)
  expect(complaints).toEqual([])
  expect(modulesRead).toBeGreaterThanOrEqual(architecture.modulesReadMin)
})
