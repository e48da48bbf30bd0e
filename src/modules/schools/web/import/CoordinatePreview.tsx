import { Segmented } from 'antd'
import { useState } from 'react'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import type { MapPoint } from '../../../../platform/ui/map/map-scene.ts'
import type { CoordinateQuestion } from '../../contract/import.ts'
import { coordinateSystems } from '../../contract/position.ts'
import { schoolsText } from '../text.ts'

const PointMap = laterPart(
  () => import('../../../../platform/ui/map/PointMap.tsx'),
  <Skeleton rows={6} />,
)

/** Where the places of the file would lie by each answer, before one is given. */
export function CoordinatePreview({ question }: { question: CoordinateQuestion }) {
  const t = schoolsText.useText()
  const [looked, setLooked] = useState(question.answer ?? question.proposed ?? 'gcj02')
  const shown = question.answer ?? looked
  const sample = question.evidence.find(({ system }) => system === shown)?.sample ?? []
  const points: MapPoint[] = [
    ...question.known.map((place, index) => ({
      ...place,
      id: `known ${index}`,
      tone: 'off' as const,
      label: '',
    })),
    ...sample.map((place, index) => ({
      ...place,
      id: `file ${index}`,
      tone: 'wait' as const,
      label: '',
    })),
  ]
  return (
    <div className="im-preview">
      <h3>{t('import.preview')}</h3>
      {question.answer ? null : (
        <Segmented
          size="small"
          aria-label={t('import.preview')}
          value={shown}
          onChange={setLooked}
          options={coordinateSystems.map((value) => ({ value, label: t(`systemShort.${value}`) }))}
        />
      )}
      <p className="ay-note">
        <StateWord tone="wait">{t('import.previewFile', { count: sample.length })}</StateWord>{' '}
        {question.known.length > 0 ? (
          <StateWord tone="off">
            {t('import.previewKnown', { count: question.known.length })}
          </StateWord>
        ) : null}
      </p>
      <div className="im-map">
        <PointMap points={points} onSelect={() => undefined} fitKey={question.answer ?? 'open'} />
      </div>
    </div>
  )
}
