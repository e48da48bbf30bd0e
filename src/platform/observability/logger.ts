import { type Logger, pino } from 'pino'

/** Structured logs without personal data: no bodies, no addresses of callers, no names. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { service: 'anyuan' },
    redact: {
      paths: ['req.headers', 'req.remoteAddress', '*.password', '*.token', '*.code', '*.name'],
      remove: true,
    },
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        message: error.message,
        stack: error.stack,
      }),
    },
  })
}
