// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Json = ColumnType<unknown, JsonInput, JsonInput>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface ChainHeadTable {
  county_id: string
  sequence: Generated<number>
  hash: Generated<Buffer>
}

export interface FileTable {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  sha256: Buffer
  media_type: string
  size_bytes: number
  name: string
  purpose: string
  uploaded_by: string
  uploaded_at: Date
  delete_after: Date | null
}

export interface MigrationNameView {
  name: string | null
}

export interface OutboxTable {
  id: GeneratedAlways<number>
  topic: string
  county_id: string
  area_path: string
  payload: Json
  at: Date
  attempts: Generated<number>
  next_attempt_at: Date
  failed_reason: string | null
  urgent: Generated<boolean>
}

export interface RemarkTable {
  county_id: string
  subject_id: string
  field: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string | null
  text: string
  salt: Buffer
  delete_after: Date
}

export interface Tables {
  'platform.chain_head': ChainHeadTable
  'platform.file': FileTable
  'platform.migration_name': MigrationNameView
  'platform.outbox': OutboxTable
  'platform.remark': RemarkTable
}
