import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { SwapPlace, SwapState } from '../../contract/swap.ts'
import { dutyText } from '../text.ts'

type When = Pick<SwapPlace, 'startsAt' | 'half'>

/** `周二 11-24 上学` */
export const whenOf = ({ startsAt, half }: When): string =>
  [shown(startsAt, 'shortWeekday'), shown(startsAt, 'day'), dutyText.text(`half.${half}`)].join(' ')

/** `周二 11-24 上学 第一小学正门岗 07:40` */
export const placeWords = (place: SwapPlace): string =>
  [whenOf(place), place.postName, shown(place.startsAt, 'time')].join(' ')

export const swapTones: Readonly<Record<SwapState, Tone>> = {
  asked: 'wait',
  agreed: 'wait',
  declined: 'gap',
  approved: 'ok',
  refused: 'gap',
  withdrawn: 'off',
  expired: 'off',
}
