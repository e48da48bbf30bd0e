/** For whom a row is: all who work together, one side of them, or named members only. */
export type RowClass = 'joint' | 'police' | 'education' | 'school' | 'vault'
