import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { findDrift, generateFiles } from './generate.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

test('what is generated equals its sources', async () => {
  expect(await findDrift(database.url)).toEqual([])
})

test('the generator read the schemas of the platform and of every module', async () => {
  const paths = [...(await generateFiles(database.url)).keys()]
  expect(paths).toContain('src/platform/database/tables.generated.ts')
  expect(paths).toContain('src/modules/identity/server/tables.generated.ts')
  expect(paths.length).toBeGreaterThanOrEqual(5)
})
