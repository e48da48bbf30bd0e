import { type DestinationStream, type Logger, pino } from 'pino'
import { wordsOf } from './error-words.ts'

const secretKeys = ['password', 'token', 'code', 'name', 'phone']

/** Structured logs without personal data: no bodies, no addresses of callers, no names. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'anyuan' },
    redact: {
      paths: [
        'req.headers',
        'req.remoteAddress',
        ...secretKeys.flatMap((key) => [key, `*.${key}`]),
      ],
      remove: true,
    },
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        errorCode: error.code,
        message: wordsOf(error),
        stack: error.stack?.replaceAll(error.message, wordsOf(error)),
      }),
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
