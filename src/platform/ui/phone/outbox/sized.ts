const kb = 1024

/** `1 KB`, `2.1 MB`: never zero for what is not empty. */
export function sized(bytes: number): string {
  if (bytes === 0) return '0 KB'
  if (bytes < kb * kb) return `${Math.max(1, Math.round(bytes / kb))} KB`
  return `${(bytes / kb / kb).toFixed(1)} MB`
}
