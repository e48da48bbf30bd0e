import type { School } from '../../contract/school.ts'
import { GearPanel } from './GearPanel.tsx'
import { WrittenRules } from './WrittenRules.tsx'

/** The four written rules, protective gear in stock, and its ledger. */
export default function UpkeepTab({ school }: { school: School }) {
  return (
    <>
      <WrittenRules schoolId={school.id} />
      <GearPanel schoolId={school.id} />
    </>
  )
}
