import type { Page } from '../../../../platform/contract/page.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { LinkedOfficer, LinkKind, LinkState } from '../../contract/linked-officer.ts'
import { finalSchoolStates } from '../../contract/school.ts'
import { refuseOvertaken } from '../change.rules.ts'
import { keptLink } from '../past.ts'
import { cardOf, personCards } from '../person-card.queries.ts'

export interface StoredLink {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly schoolId: string
  readonly schoolName: string
  readonly personId: string
  readonly kind: LinkKind
  readonly termId: string | null
  readonly termName: string | null
  readonly startsOn: string
  readonly endsOn: string | null
  readonly state: LinkState
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly noticePhone: string | null
  readonly version: number
}

const columns = `l.id, l.county_id as "countyId", l.area_path as "areaPath",
    l.school_id as "schoolId", s.name as "schoolName", s.initials, l.person_id as "personId",
    l.kind, l.term_id as "termId", t.name as "termName", l.starts_on as "startsOn",
    l.ends_on as "endsOn", l.state, l.approved_by as "approvedBy", l.approved_at as "approvedAt",
    l.notice_phone as "noticePhone", l.version`
const from = `from schools.linked_officer l
  join schools.school s on s.county_id = l.county_id and s.id = l.school_id
  left join schools.term t on t.id = l.term_id`
const select = `select ${columns} ${from}`
/** Who has left the county that the link lies in is known to readers of its people only. */
const withPerson = `left join identity.published_person p
    on p.county_id = l.county_id and p.id = l.person_id`

async function withCards(work: Work, rows: readonly StoredLink[]): Promise<LinkedOfficer[]> {
  const cards = await personCards(
    work,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({
    ...row,
    person: cardOf(cards, row.personId),
    approvedAt: row.approvedAt?.toISOString() ?? null,
  }))
}

export async function linksOfSchool(work: Work, schoolId: string): Promise<LinkedOfficer[]> {
  const rows = await work.query<StoredLink>(
    `${select} where l.school_id = $1
     order by l.state = 'ended', l.kind, l.starts_on desc, l.id limit 500`,
    [schoolId],
  )
  return withCards(work, rows)
}

/** Links in force on a day, for the notice: of nobody who has left, of no school that is past. */
export async function linksInForce(
  work: Work,
  schoolId: string,
  day: string,
): Promise<LinkedOfficer[]> {
  const rows = await work.query<StoredLink>(
    `${select} ${withPerson}
     where l.school_id = $1 and l.state = 'approved' and l.starts_on <= $2
       and (l.ends_on is null or l.ends_on >= $2)
       and p.left_on is null and s.state <> all ($3::text[])
     order by l.kind, l.starts_on, l.id limit 50`,
    [schoolId, day, finalSchoolStates],
  )
  return withCards(work, rows)
}

export async function findLink(work: Work, id: string): Promise<StoredLink | undefined> {
  const [row] = await work.query<StoredLink>(`${select} where l.id = $1`, [id])
  return row
}

export async function linkOr404(work: Work, id: string): Promise<StoredLink> {
  const link = await findLink(work, id)
  if (!link) throw baseProblems.notFound()
  return link
}

export async function linkShown(work: Work, id: string): Promise<LinkedOfficer> {
  const [shown] = await withCards(work, [await linkOr404(work, id)])
  if (!shown) throw baseProblems.notFound()
  return shown
}

export interface PairingsAsked {
  readonly termId: string
  readonly state?: LinkState | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The pairing list of a term in the order of the schools. */
export async function pairingsOfTerm(
  work: Work,
  asked: PairingsAsked,
): Promise<Page<LinkedOfficer>> {
  const [initials, id] = readPageKey(asked.after, 2)
  const filter = `l.term_id = $1 and l.kind = 'paired' and ($2::text is null or l.state = $2)`
  const rows = await work.query<StoredLink & { initials: string }>(
    `${select} where ${filter} and ($3::text is null or (s.initials, l.id) > ($3, $4::uuid))
     order by s.initials, l.id limit $5`,
    [asked.termId, asked.state ?? null, initials, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.linked_officer l where ${filter}`,
    [asked.termId, asked.state ?? null],
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) =>
    pageKey(row.initials, row.id),
  )
  return { ...page, rows: await withCards(work, page.rows) }
}

/** Proposals of a term's pairing list that wait for approval; none that the sweep would end. */
export async function proposedPairings(work: Work, termId: string): Promise<StoredLink[]> {
  return work.query<StoredLink>(
    `${select} ${withPerson}
     where l.term_id = $1 and l.kind = 'paired' and l.state = 'proposed'
       and p.left_on is null and s.state <> all ($2::text[])
     order by l.id for update of l`,
    [termId, finalSchoolStates],
  )
}

/** Whether a link cannot be in force any more: its officer has left, or its school is past. */
export async function isPastHope(work: Work, { countyId, id }: StoredLink): Promise<boolean> {
  const rows = await work.query(
    `select ${from} ${withPerson} where l.county_id = $1 and l.id = $2
       and (p.left_on is not null or s.state = any ($3::text[]))`,
    [countyId, id, finalSchoolStates],
  )
  return rows.length > 0
}

/** Pairings of a term that last until a day, which is its last so far. */
export async function pairingsUntil(
  work: Work,
  termId: string,
  lastDay: string,
): Promise<StoredLink[]> {
  return work.query<StoredLink>(
    `${select} where l.term_id = $1 and l.kind = 'paired' and l.state <> 'ended' and l.ends_on = $2
     order by l.id for update of l`,
    [termId, lastDay],
  )
}

export type NewLink = Pick<
  StoredLink,
  | 'id'
  | 'countyId'
  | 'areaPath'
  | 'schoolId'
  | 'personId'
  | 'kind'
  | 'termId'
  | 'startsOn'
  | 'endsOn'
  | 'noticePhone'
>

export async function insertLink(work: Work, link: NewLink): Promise<void> {
  await work.query(
    `insert into schools.linked_officer (county_id, id, area_path, school_id, person_id, kind,
       term_id, starts_on, ends_on, notice_phone)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10)`,
    [
      link.countyId,
      link.id,
      link.areaPath,
      link.schoolId,
      link.personId,
      link.kind,
      link.termId,
      link.startsOn,
      link.endsOn,
      link.noticePhone,
    ],
  )
}

/** Writes what may change in the lives of links over the versions that were read. */
export async function writeLinks(work: Work, links: readonly StoredLink[]): Promise<void> {
  if (links.length === 0) return
  await keepPast(
    work,
    keptLink,
    links.map(({ id }) => id),
  )
  const written = await work.query<{ id: string }>(
    `update schools.linked_officer l set ends_on = r."endsOn", state = r.state,
       notice_phone = r."noticePhone", version = l.version + 1
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "endsOn" date, state text,
       "noticePhone" text, version integer)
     where l.county_id = r."countyId" and l.id = r.id and l.version = r.version
     returning l.id`,
    [JSON.stringify(links)],
  )
  refuseOvertaken(links, written)
}

/** Writes that links are approved, from the day on which each of them begins. */
export async function writeApproval(
  work: Work,
  links: readonly StoredLink[],
  approvedBy: string,
): Promise<void> {
  await keepPast(
    work,
    keptLink,
    links.map(({ id }) => id),
  )
  const rows = links.map(({ countyId, id, version, startsOn }) => ({
    countyId,
    id,
    version,
    startsOn,
  }))
  const written = await work.query<{ id: string }>(
    `update schools.linked_officer l set state = 'approved', approved_by = $2, approved_at = $3,
       starts_on = r."startsOn", version = l.version + 1
     from jsonb_to_recordset($1::jsonb)
       as r("countyId" uuid, id uuid, version integer, "startsOn" date)
     where l.county_id = r."countyId" and l.id = r.id and l.version = r.version
     returning l.id`,
    [JSON.stringify(rows), approvedBy, work.now],
  )
  refuseOvertaken(links, written)
}

/** Officers of 一校一警 that the school had, has and will have: what was approved, other than one. */
export async function tenuresBeside(work: Work, link: StoredLink): Promise<StoredLink[]> {
  return work.query<StoredLink>(
    `${select} where l.county_id = $1 and l.school_id = $2 and l.kind = 'linked'
       and l.state <> 'proposed' and l.approved_at is not null and l.id <> $3
     order by l.starts_on, l.id`,
    [link.countyId, link.schoolId, link.id],
  )
}

/**
 * Approved links that are over, with their last day: by the day that was set, because the officer
 * has left, or because the school is no more.
 */
export async function linksOver(
  work: Work,
  today: string,
  limit: number,
): Promise<(StoredLink & { readonly lastDay: string })[]> {
  return work.query(
    `select ${columns}, least(l.ends_on, p.left_on,
       case when s.state = any ($2::text[]) then $1::date end) as "lastDay"
     ${from} ${withPerson}
     where l.state = 'approved'
       and (l.ends_on < $1 or p.left_on is not null or s.state = any ($2::text[]))
     order by l.county_id, l.id limit $3 for update of l skip locked`,
    [today, finalSchoolStates, limit],
  )
}

export interface PersonInCounty {
  readonly id: string
  readonly dutyRole: string
  readonly active: boolean
}

/** A person who has a row in the county, own or seconded. */
export async function personInCounty(
  work: Work,
  countyId: string,
  personId: string,
): Promise<PersonInCounty | undefined> {
  const [row] = await work.query<PersonInCounty>(
    `select id, duty_role as "dutyRole", active from identity.published_person
     where county_id = $1 and id = $2`,
    [countyId, personId],
  )
  return row
}
