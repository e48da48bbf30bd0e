import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { type Locale, ProblemError } from '../contract/problem.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'

/** The language of texts in a reply: the first that the client asks for and we have. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'] ?? ''
  const first = asked.split(',')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('en') ? 'en' : 'zh-CN'
}

/** Turns any error into a problem reply; unknown ones are logged and answered by a reference. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error, request)
  return reply
    .status(problem.text.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(problem.toProblem(localeOf(request), request.url.split('?')[0]))
}

function problemOf(error: unknown, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
    return baseProblems.tooLarge({
      limitKb: Math.round((request.routeOptions.bodyLimit ?? 0) / 1024),
    })
  }
  if (statusCode && statusCode >= 400 && statusCode < 500 && !(error instanceof ZodError)) {
    return baseProblems.malformed({ reason: (error as Error).message })
  }
  request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  return baseProblems.internal({ reference: request.id })
}
