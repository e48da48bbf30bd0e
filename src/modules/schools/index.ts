export {
  type FileImported,
  type FileToImport,
  importFile,
  importTemplateFile,
} from './server/import/import-file.actions.ts'
export type {
  ImportPlan,
  ImportSubject,
  PlannedRow,
  RowsToPlan,
  WrittenChange,
} from './server/import/import-subject.ts'
export { offerImport } from './server/import/offered-imports.ts'
export type { FoundProblem, OwnRule } from './server/import/row-problem.ts'
export { schoolsNamed } from './server/import/school-finder.ts'
export { tableSpec } from './server/import/table-columns.ts'
export { type SavedPlaces, type StaffToSave, saveStaff } from './server/people/staff.actions.ts'
export { type GateToSave, type SavedGate, saveGates } from './server/place/gate.actions.ts'
export { gateCodeAt, verifyGateCode } from './server/place/gate-code.ts'
export {
  type SavedSchool,
  type SchoolToSave,
  saveSchools,
} from './server/school/school.actions.ts'
export {
  type BellsToSave,
  type SavedBells,
  saveBells,
  saveTimetables,
} from './server/timetable/bell.actions.ts'
export { type BellTimesAsked, bellTimesBetween } from './server/timetable/bell-times.ts'
