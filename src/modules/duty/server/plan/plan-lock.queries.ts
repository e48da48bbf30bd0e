import type { Work } from '../../../../platform/database/work.ts'

/**
 * Two who plan one person wait for each other, so that neither misses the other's place; who plans
 * after the other has to read again. Everywhere homes are locked before people, and each by the
 * order of their ids.
 */
export async function lockPeople(work: Work, personIds: readonly string[]): Promise<void> {
  const rows = await work.query<{ home: string }>(
    `select distinct coalesce(home_county_id, county_id) as home
     from identity.published_person where id = any ($1)`,
    [personIds],
  )
  const homes = rows.map(({ home }) => ({ id: home, whole: false }))
  await lockHomes(work, homes)
  await lockEach(work, personIds)
}

/**
 * For who plans whole counties at once. Their own people are locked together: one lock for each of
 * thousands would fill the database's table of locks. Who is lent there has another home, which may
 * plan them meanwhile, and is locked like any single person.
 */
export async function lockCounties(work: Work, countyIds: readonly string[]): Promise<void> {
  const lent = await work.query<{ id: string; home: string }>(
    `select id, home_county_id as home from identity.published_person
     where county_id = any ($1) and home_county_id is not null and active`,
    [countyIds],
  )
  const own = new Set(countyIds)
  const others = new Set(lent.map(({ home }) => home).filter((home) => !own.has(home)))
  await lockHomes(work, [
    ...[...own].map((id) => ({ id, whole: true })),
    ...[...others].map((id) => ({ id, whole: false })),
  ])
  await lockEach(
    work,
    lent.map(({ id }) => id),
  )
}

/** Who plans a whole county waits for all who plan some of its people, and they for that one. */
async function lockHomes(
  work: Work,
  homes: readonly { id: string; whole: boolean }[],
): Promise<void> {
  for (const { id, whole } of homes.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const lock = whole ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'
    await work.query(`select ${lock}(hashtextextended($1, 0))`, [`duty county ${id}`])
  }
}

/** The list is gone through as it is given. */
async function lockEach(work: Work, personIds: readonly string[]): Promise<void> {
  await work.query(
    `select pg_advisory_xact_lock(hashtextextended(k.id, 0)) from unnest($1::text[]) as k(id)`,
    [[...new Set(personIds)].sort().map((id) => `duty ${id}`)],
  )
}
