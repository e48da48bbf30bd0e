/** The header of replies that says up to which change its reader knows; a stream begins there. */
export const liveIdHeader = 'anyuan-live'
