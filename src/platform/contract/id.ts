import { z } from 'zod'

/** Made by the client, version 7: ids made one after another lie side by side in every index. */
export const Id = z.uuidv7()
export type Id = z.infer<typeof Id>

/** Calendar day in the school's own time zone, `2026-11-23`. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** Instant with zone, as ISO 8601. */
export const Instant = z.iso.datetime({ offset: true })
export type Instant = z.infer<typeof Instant>

/** Local wall time, `07:30`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export type WallTime = z.infer<typeof WallTime>

/** Position in WGS-84 degrees. */
export const Position = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})
export type Position = z.infer<typeof Position>
