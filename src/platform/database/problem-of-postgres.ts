import { ProblemError } from '../contract/problem.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'

interface PostgresError {
  code?: string
  constraint?: string
  table?: string
}

/** Violations that the database caught, as refusals; anything else is passed on unchanged. */
export function problemOfPostgres(error: unknown): unknown {
  if (error instanceof ProblemError) return error
  const { code, constraint, table } = error as PostgresError
  const name = constraint ?? table ?? ''
  switch (code) {
    case '23505':
      return baseProblems.duplicate({ constraint: name })
    case '23503':
      return baseProblems.referenced({ constraint: name })
    case '23514':
    case '23502':
    case '22001':
    case '22003':
      return baseProblems.violated({ constraint: name })
    case '22P02':
    case '22007':
    case '22008':
      // A forged page key: parts of requests are checked before they come here.
      return baseProblems.malformed({ reason: 'after' })
    case '22021':
    case '22P05':
      // A NUL inside a text: no PostgreSQL text may hold one.
      return baseProblems.malformed({ reason: 'NUL' })
    case '42501':
      // A row outside the scope: told apart from an absent one it would betray its existence.
      return baseProblems.notFound()
    case '57014':
    case '53300':
      return baseProblems.busy()
    default:
      return error
  }
}
