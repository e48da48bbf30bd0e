import { expect, it } from 'vitest'
import { planCounty, demoSeed as seed } from './county-plan.ts'

const plan = planCounty(seed)
const gates = plan.schools.flatMap((school) => school.gates)

it('has 160 schools at 10 stations, and 106 posts at gates of their own', () => {
  expect([plan.stations.length, plan.schools.length]).toEqual([10, 160])
  const posts = gates.flatMap(({ postId }) => postId ?? [])
  expect([posts.length, new Set(posts).size]).toEqual([106, 106])
})

it('gives each school a name, a code and an id of its own, and guards', () => {
  for (const key of ['name', 'code', 'id', 'areaId', 'agencyId'] as const) {
    expect([key, new Set(plan.schools.map((school) => school[key])).size]).toEqual([key, 160])
  }
  expect(plan.schools.filter(({ guards }) => guards.length === 0)).toEqual([])
})

it('is the same county from the same seed, and another from another', () => {
  expect(planCounty(seed)).toEqual(plan)
  expect(planCounty(seed + 1)).not.toEqual(plan)
})
