/** The second steps of a gate. */
export type GateSheet = 'scan' | 'confirm' | 'reason' | 'early'
