import { isWithin } from '../../../../platform/contract/area-path.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type DutySetting, settingDefaults } from '../../contract/setting.ts'

/** A stored setting with the area it was set for. */
export interface StoredSetting extends DutySetting {
  readonly areaPath: string
}

const columns = `s.area_path::text as "areaPath", s.arrival_lead_min as "arrivalLeadMin",
  s.arrival_lag_min as "arrivalLagMin", s.dismissal_lead_min as "dismissalLeadMin",
  s.dismissal_lag_min as "dismissalLagMin", s.gap_watch_min as "gapWatchMin",
  s.help_answer_s as "helpAnswerS", s.help_auto_next as "helpAutoNext",
  s.position_keep_days as "positionKeepDays", s.max_duties_per_week as "maxDutiesPerWeek",
  s.travel_kmh as "travelKmh", s.detour_factor as "detourFactor",
  s.volunteer_claims_per_term_max as "volunteerClaimsPerTermMax"`

/** Settings that hold somewhere at or below the scope, those of areas above it included. */
export const settingsInReach = (work: Work): Promise<StoredSetting[]> =>
  work.query(
    `select ${columns} from duty.setting s
     where s.area_path @> (select nullif(current_setting('app.scope'), '')::ltree)
       or s.area_path <@ (select nullif(current_setting('app.scope'), '')::ltree)`,
    [],
    'duty.settingsInReach',
  )

/** The setting of the nearest area at or above a path, or the defaults. */
export function nearestSetting(
  stored: readonly StoredSetting[],
  areaPath: string,
): { setting: DutySetting; decidedBy: string | null } {
  let nearest: StoredSetting | undefined
  for (const one of stored) {
    const holds = isWithin(areaPath, one.areaPath)
    if (holds && (!nearest || one.areaPath.length > nearest.areaPath.length)) nearest = one
  }
  if (!nearest) return { setting: settingDefaults, decidedBy: null }
  const { areaPath: decidedBy, ...setting } = nearest
  return { setting, decidedBy }
}

export async function settingAt(work: Work, areaPath: string): Promise<DutySetting> {
  return nearestSetting(await settingsInReach(work), areaPath).setting
}

export async function saveSetting(
  work: Work,
  area: { countyId: string; path: string },
  setting: DutySetting,
): Promise<void> {
  await work.query(
    `insert into duty.setting (county_id, area_path, arrival_lead_min, arrival_lag_min,
       dismissal_lead_min, dismissal_lag_min, gap_watch_min, help_answer_s, help_auto_next,
       position_keep_days, max_duties_per_week, travel_kmh, detour_factor,
       volunteer_claims_per_term_max)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (county_id, area_path) do update set
       arrival_lead_min = excluded.arrival_lead_min, arrival_lag_min = excluded.arrival_lag_min,
       dismissal_lead_min = excluded.dismissal_lead_min,
       dismissal_lag_min = excluded.dismissal_lag_min, gap_watch_min = excluded.gap_watch_min,
       help_answer_s = excluded.help_answer_s, help_auto_next = excluded.help_auto_next,
       position_keep_days = excluded.position_keep_days,
       max_duties_per_week = excluded.max_duties_per_week, travel_kmh = excluded.travel_kmh,
       detour_factor = excluded.detour_factor,
       volunteer_claims_per_term_max = excluded.volunteer_claims_per_term_max`,
    [
      area.countyId,
      area.path,
      setting.arrivalLeadMin,
      setting.arrivalLagMin,
      setting.dismissalLeadMin,
      setting.dismissalLagMin,
      setting.gapWatchMin,
      setting.helpAnswerS,
      setting.helpAutoNext,
      setting.positionKeepDays,
      setting.maxDutiesPerWeek,
      setting.travelKmh,
      setting.detourFactor,
      setting.volunteerClaimsPerTermMax,
    ],
  )
}

/** Takes an area's own settings away; says whether there were any. */
export async function deleteSetting(
  work: Work,
  area: { countyId: string; path: string },
): Promise<boolean> {
  const rows = await work.query(
    'delete from duty.setting where county_id = $1 and area_path = $2 returning area_path',
    [area.countyId, area.path],
  )
  return rows.length > 0
}

export interface SettingArea {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly countyId: string
}

/** An area of the scope (or above it, for reading). */
export async function findArea(work: Work, areaId: string): Promise<SettingArea | undefined> {
  const [area] = await work.query<SettingArea>(
    `select id, name, path::text as path, county_id as "countyId"
     from identity.published_area where id = $1`,
    [areaId],
  )
  return area
}

export async function areaOfPath(
  work: Work,
  path: string,
): Promise<{ id: string; name: string } | undefined> {
  const [area] = await work.query<{ id: string; name: string }>(
    `select id, name from identity.published_area where path = $1`,
    [path],
  )
  return area
}
