// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, JsonInput, JsonInput>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface DayRollupTable {
  county_id: string
  indicator: string
  day: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  value: number
}

export interface ReportTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  kind: 'dailyBrief' | 'monthlyDuty'
  period_starts_on: string
  period_ends_on: string
  state: Generated<'draft' | 'signed'>
  corrects_id: string | null
  figures: Json
  document: Json
  pdf_file_id: string | null
  rows_hash: Buffer
  as_of: Date
  due_at: Date | null
  made_by: string
  made_at: Date
  signed_by: string | null
  signed_at: Date | null
}

export interface StaleDayTable {
  county_id: string
  day: string
  area_path: string
  at: Date
}

export interface Tables {
  'statistics.day_rollup': DayRollupTable
  'statistics.report': ReportTable
  'statistics.stale_day': StaleDayTable
}
