import type { Work } from '../../../../platform/database/work.ts'

export interface ContactRow {
  readonly countyId: string
  readonly personId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly workPhone: string | null
  readonly legalBasis: string
  /** Hex; mixed into the digest that the audit trail keeps of the number. */
  readonly salt: string
  readonly deleteAfter: string | null
}

/** Enters contacts; one that is there is replaced, its old salt with it. */
export async function saveContacts(work: Work, contacts: readonly ContactRow[]): Promise<void> {
  await work.query(
    `insert into identity.person_contact (county_id, person_id, area_path, class, work_phone,
       legal_basis, salt, delete_after)
     select "countyId", "personId", "areaPath"::ltree, "rowClass", "workPhone", "legalBasis",
       decode(salt, 'hex'), "deleteAfter"
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, "personId" uuid, "areaPath" text,
       "rowClass" text, "workPhone" text, "legalBasis" text, salt text, "deleteAfter" date)
     on conflict (county_id, person_id) do update set work_phone = excluded.work_phone,
       legal_basis = excluded.legal_basis, salt = excluded.salt,
       delete_after = excluded.delete_after, area_path = excluded.area_path`,
    [JSON.stringify(contacts)],
  )
}

const columns = `county_id as "countyId", person_id as "personId", area_path as "areaPath",
  class as "rowClass", work_phone as "workPhone", legal_basis as "legalBasis",
  encode(salt, 'hex') as salt, delete_after as "deleteAfter"`

export async function findContact(
  work: Work,
  countyId: string,
  personId: string,
): Promise<ContactRow | undefined> {
  const [row] = await work.query<ContactRow>(
    `select ${columns} from identity.person_contact where county_id = $1 and person_id = $2`,
    [countyId, personId],
  )
  return row
}

/** Removes number and salt together: the digest in the trail then tells nothing. */
export async function deleteContacts(
  work: Work,
  contacts: readonly Pick<ContactRow, 'countyId' | 'personId'>[],
): Promise<void> {
  await work.query(
    `delete from identity.person_contact c
     using jsonb_to_recordset($1::jsonb) as r("countyId" uuid, "personId" uuid)
     where c.county_id = r."countyId" and c.person_id = r."personId"`,
    [JSON.stringify(contacts.map(({ countyId, personId }) => ({ countyId, personId })))],
  )
}

/** Contacts whose own last day has passed, and those of people who left before a day. */
export async function findContactsPastDate(
  work: Work,
  { today, leftBefore }: { readonly today: string; readonly leftBefore: string },
  countMax: number,
): Promise<ContactRow[]> {
  return await work.query<ContactRow>(
    `select ${columns} from identity.person_contact where (county_id, person_id) in (
       select county_id, person_id from identity.person_contact where delete_after < $1
       union all
       select county_id, id from identity.person where left_on < $2)
     limit $3`,
    [today, leftBefore, countMax],
  )
}
