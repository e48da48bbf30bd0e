import type { Role } from '../../contract/role.ts'
import type { Session } from '../../contract/session.ts'
import type { SessionRow } from './session.queries.ts'

export const shownSession = (row: SessionRow, currentId: string | null): Session => ({
  ...row,
  role: row.role as Role,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  current: row.id === currentId,
})
