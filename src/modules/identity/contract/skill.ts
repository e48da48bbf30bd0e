import { z } from 'zod'

/**
 * What somebody can do at a gate beyond their part. A list, because free words about persons would
 * be remarks on them (privacy 6.2); a new one is added here, in the schema and in the catalogues.
 */
export const skills = [
  'driving',
  'firstAid',
  'firearms',
  'crowd',
  'traffic',
  'drone',
  'fireSafety',
  'mediation',
  'counselling',
] as const
export const Skill = z.enum(skills)
export type Skill = z.infer<typeof Skill>
