/** SQLSTATE class 22: the message repeats the value that could not be read. */
const isAboutValue = (code: unknown): boolean => typeof code === 'string' && /^22/.test(code)

/** What an error says, without the value that it is about: that may be somebody's name. */
export function wordsOf({ message, code }: Error & { readonly code?: unknown }): string {
  return isAboutValue(code) ? message.replace(/".*"/s, '"…"') : message
}
