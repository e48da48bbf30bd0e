import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** As long as an operator may let an enrolled phone stay signed in without use. */
export const deviceSessionDaysMax = 180

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  ANYUAN_DATA: z.string().min(1).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  XDG_DATA_HOME: z.string().min(1).optional(),
  ANYUAN_FONTS: z.string().min(1).optional(),
  ANYUAN_MAP: z.string().min(1).optional(),
  ANYUAN_PUBLIC_URL: z.url().optional(),
  ANYUAN_DEVICE_SESSION_DAYS: z.coerce.number().int().min(1).max(deviceSessionDaysMax).optional(),
  ANYUAN_TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  ANYUAN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export interface Config {
  readonly port: number
  readonly host: string
  /** Absolute folder of the database, files, keys and logs. */
  readonly dataFolder: string
  /** The operator's own PostgreSQL; absent: the embedded one. */
  readonly databaseUrl?: string
  /** Folder with the operator's document fonts. */
  readonly fontFolder?: string
  /** JSON file that describes the tile source. */
  readonly mapFile?: string
  readonly publicUrl?: string
  /** Days without use after which an enrolled phone is signed out; absent: 30. */
  readonly deviceSessionDays?: number
  readonly trustProxy: boolean
  readonly logLevel: string
}

/** Reads the environment once; a wrong value ends the start with a sentence that names it. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Environment not usable: ${wrong.join('; ')}`)
  }
  const values = parsed.data
  const dataHome = values.XDG_DATA_HOME ?? join(homedir(), '.local', 'share')
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    dataFolder: values.ANYUAN_DATA ?? join(dataHome, 'anyuan'),
    trustProxy: values.ANYUAN_TRUST_PROXY === 'true',
    logLevel: values.ANYUAN_LOG_LEVEL,
    ...(values.DATABASE_URL ? { databaseUrl: values.DATABASE_URL } : {}),
    ...(values.ANYUAN_FONTS ? { fontFolder: values.ANYUAN_FONTS } : {}),
    ...(values.ANYUAN_MAP ? { mapFile: values.ANYUAN_MAP } : {}),
    ...(values.ANYUAN_PUBLIC_URL ? { publicUrl: values.ANYUAN_PUBLIC_URL } : {}),
    ...(values.ANYUAN_DEVICE_SESSION_DAYS
      ? { deviceSessionDays: values.ANYUAN_DEVICE_SESSION_DAYS }
      : {}),
  })
}
