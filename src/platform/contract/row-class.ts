/** For whom a row is: all who work together, one side of them, or named members only. */
export const rowClasses = ['joint', 'police', 'education', 'school', 'vault'] as const
export type RowClass = (typeof rowClasses)[number]
