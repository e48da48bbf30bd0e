import { z } from 'zod'

/** The parts that people play at a gate: 警 辅 干 保 教 群. */
export const dutyRoles = ['police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer'] as const
export const DutyRole = z.enum(dutyRoles)
export type DutyRole = z.infer<typeof DutyRole>

/** Volunteers only claim: they are never assigned and never asked to help. */
export const assignableRoles = ['police', 'auxiliary', 'cadre', 'guard', 'staff'] as const
export const AssignableRole = z.enum(assignableRoles)
export type AssignableRole = z.infer<typeof AssignableRole>

/** Roles of the police side; the others belong to one school. */
export const isPoliceSide = (role: DutyRole | 'guest'): boolean =>
  role === 'police' || role === 'auxiliary'

const Heads = z.number().int().min(0).max(1000)

/** Heads by role; every role is always there. */
export const RoleCounts = z.object({
  police: Heads,
  auxiliary: Heads,
  cadre: Heads,
  guard: Heads,
  staff: Heads,
  volunteer: Heads,
})
export type RoleCounts = z.infer<typeof RoleCounts>

export const noHeads: RoleCounts = {
  police: 0,
  auxiliary: 0,
  cadre: 0,
  guard: 0,
  staff: 0,
  volunteer: 0,
}

/** Fills the roles that a sparse count leaves out. */
export const countsOf = (sparse: Partial<RoleCounts> | null | undefined): RoleCounts => ({
  ...noHeads,
  ...sparse,
})

export const sumOf = (counts: RoleCounts): number =>
  dutyRoles.reduce((sum, role) => sum + counts[role], 0)
