import type { PoliceRoom } from '../../contract/police-room.ts'
import type { SchoolsTranslate } from '../text.ts'

/** `07:00–18:00`, from or until one time, or that nobody said. */
export function hoursOf(
  { opens, closes }: Pick<PoliceRoom, 'opens' | 'closes'>,
  t: SchoolsTranslate,
): string {
  if (opens && closes) return `${opens}–${closes}`
  if (opens) return t('room.opensAt', { time: opens })
  return closes ? t('room.closesAt', { time: closes }) : t('room.noHours')
}
