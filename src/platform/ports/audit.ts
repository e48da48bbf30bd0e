/** One entry of the audit trail, declared beside the write that it tells of. */
export interface AuditEntry {
  /** `duty.checkIn.record` */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string | null
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass?: string
  /** Only fields that are kept for good; erasable values go into `digests`. */
  readonly detail?: Record<string, unknown>
  /** Salted digests (hex) of erasable values, by field (docs/decisions/0002). */
  readonly digests?: Record<string, string>
  readonly at?: Date
  readonly actorPersonId?: string | null
  readonly actorRole?: string | null
  readonly sessionId?: string | null
}

export type RunQuery = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The chains of the counties, inside the caller's transaction. */
export interface AuditTrail {
  /** Locks the chains until the commit and says the statement that appends the entries to them. */
  append(run: RunQuery, entries: readonly AuditEntry[], now: Date): Promise<Statement>
}
