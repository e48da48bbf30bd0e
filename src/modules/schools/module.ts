import { systemBinding } from '../../platform/ports/actor.ts'
import type { Ground, Module } from '../../platform/ports/module.ts'
import { schoolsPermissions } from './contract/permissions.ts'
import { importRoutes } from './server/import/import.routes.ts'
import { deleteOldFiles } from './server/import/import-files.actions.ts'
import { gateNoticeRoutes } from './server/people/gate-notice.routes.ts'
import { closePastLinks } from './server/people/linked-officer.actions.ts'
import { linkedOfficerRoutes } from './server/people/linked-officer.routes.ts'
import { eraseNumbersOfLeft } from './server/people/staff.actions.ts'
import { staffRoutes } from './server/people/staff.routes.ts'
import { placeRoutes } from './server/place/place.routes.ts'
import { policeRoomRoutes } from './server/place/police-room.routes.ts'
import { schoolRoutes } from './server/school/school.routes.ts'
import { bellRoutes } from './server/timetable/bell.routes.ts'
import { calendarRoutes } from './server/timetable/calendar.routes.ts'
import { upkeepRoutes } from './server/upkeep/upkeep.routes.ts'

const hourMs = 3_600_000

export const schoolsModule: Module = {
  name: 'schools',
  permissions: schoolsPermissions,
  routes: (ground) => [
    ...schoolRoutes(),
    ...placeRoutes(),
    ...bellRoutes(),
    ...calendarRoutes(),
    ...linkedOfficerRoutes(),
    ...gateNoticeRoutes(ground),
    ...policeRoomRoutes(),
    ...staffRoutes(ground),
    ...upkeepRoutes(ground.files),
    ...importRoutes(ground),
  ],
  sweeps: (ground: Ground) => [
    {
      name: 'schools.close-links',
      everyMs: hourMs,
      run: () => ground.database.inWork(systemBinding, closePastLinks),
    },
    {
      name: 'schools.erase-certificates',
      everyMs: hourMs,
      run: () => ground.database.inWork(systemBinding, eraseNumbersOfLeft),
    },
    {
      name: 'schools.delete-import-files',
      everyMs: hourMs,
      run: () => deleteOldFiles(ground),
    },
  ],
}
