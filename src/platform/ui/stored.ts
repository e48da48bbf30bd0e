/** A choice of this person in this browser. Works without storage: then it lasts for the page. */
export interface Stored<T> {
  read(): T | undefined
  write(value: T): void
}

const prefix = 'anyuan.'
const kept = new Map<string, string>()

/** `parse` receives what was stored, whoever stored it, and answers undefined when unfit. */
export function stored<T>(key: string, parse: (value: unknown) => T | undefined): Stored<T> {
  return {
    read() {
      const text = readText(prefix + key)
      if (text === null) return undefined
      try {
        return parse(JSON.parse(text))
      } catch {
        // Somebody else's text under our key is no choice of ours.
        return undefined
      }
    },
    write(value) {
      const text = JSON.stringify(value)
      kept.set(prefix + key, text)
      try {
        localStorage.setItem(prefix + key, text)
      } catch {
        // Storage is full or forbidden: the choice lasts for this page.
      }
    },
  }
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? kept.get(key) ?? null
  } catch {
    // Storage is forbidden here: what this page chose is all there is.
    return kept.get(key) ?? null
  }
}
