import { useMemo } from 'react'
import { useGo } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import PointMap from '../../../../platform/ui/map/PointMap.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { listAttributions } from '../../contract/import.ts'
import { mapSchools, type SchoolFilter, type SchoolMap } from '../../contract/school.ts'
import { schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'

/** The same schools as the list, by position. */
export default function SchoolMapView({ filter }: { filter: Partial<SchoolFilter> }) {
  const query = useRead(mapSchools, { query: filter }, { topics: ['schools.*'], keepLast: true })
  return (
    <Read query={query} rows={10}>
      {(map) => <Positions map={map} fitKey={JSON.stringify(filter)} />}
    </Read>
  )
}

function Positions({ map, fitKey }: { map: SchoolMap; fitKey: string }) {
  const t = schoolsText.useText()
  const go = useGo()
  const sources = useRead(listAttributions, {}, { topics: ['schools.import'] })
  const points = useMemo(
    () =>
      map.positions.map(([id, lon, lat, kind]) => ({
        id,
        lon,
        lat,
        tone: 'wait' as const,
        label: t(`kind.${kind}`),
      })),
    [map.positions, t],
  )
  return (
    <div className="ay-map-frame">
      <PointMap
        points={points}
        sources={sources.data}
        onSelect={(schoolId) => void go(schoolAddress, { params: { schoolId } })}
        fitKey={`${fitKey} ${points.length > 0}`}
      />
      <p className="ay-note">
        {t('list.onMap', { count: grouped(points.length) })}
        {map.withoutPosition > 0
          ? `・${t('list.noPosition', { count: grouped(map.withoutPosition) })}`
          : ''}
        {map.truncated ? `・${t('list.truncated')}` : ''}
      </p>
    </div>
  )
}
