import http from 'node:http'
import https from 'node:https'

export interface TileReply {
  readonly mediaType: string
  readonly bytes: Buffer
}

const timeoutMs = 8_000
const tileBytesMax = 2 * 1024 * 1024

/** Asks the operator's tile server; null when it has no such tile or does not answer in time. */
export function requestTile(address: string): Promise<TileReply | null> {
  return new Promise((resolve) => {
    const client = address.startsWith('https:') ? https : http
    const request = client.get(address, { timeout: timeoutMs }, (reply) => {
      const mediaType = reply.headers['content-type'] ?? ''
      if (reply.statusCode !== 200 || !mediaType.startsWith('image/')) {
        reply.resume()
        resolve(null)
        return
      }
      const parts: Buffer[] = []
      let size = 0
      reply.on('data', (part: Buffer) => {
        size += part.length
        if (size > tileBytesMax) reply.destroy()
        else parts.push(part)
      })
      reply.on('close', () => {
        resolve(reply.complete ? { mediaType, bytes: Buffer.concat(parts) } : null)
      })
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(null))
  })
}
