import { z } from 'zod'
import { OfficialDocument } from './document.ts'

/** JSON Schema (2020-12) of a paper as it may be written, defaults left out. */
export function documentSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(OfficialDocument, { io: 'input' })))
}
