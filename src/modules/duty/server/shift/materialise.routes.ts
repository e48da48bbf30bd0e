import { type Route, route } from '../../../../platform/http/route.ts'
import { materialise } from '../../contract/shift.ts'
import { materialiseShifts } from './materialise.actions.ts'

export function materialiseRoutes(): Route[] {
  return [route(materialise, ({ work, body }) => materialiseShifts(work, body))]
}
