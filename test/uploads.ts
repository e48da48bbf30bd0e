import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import type { Client, County, Reply } from './county.ts'

/** Sends one file as a browser's form does (multipart field `file`), after the form's fields. */
export async function upload(
  { product }: Pick<County, 'product'>,
  client: Pick<Client, 'token'>,
  to: string,
  file: { name: string; bytes: Uint8Array; fields?: Readonly<Record<string, string>> },
): Promise<Reply> {
  const boundary = 'anyuan-test-boundary'
  const fields = Object.entries(file.fields ?? {}).map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const payload = Buffer.concat([
    Buffer.from(fields.join('')),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n` +
        'content-type: application/octet-stream\r\n\r\n',
    ),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const reply = await product.http.inject({
    method: 'POST',
    url: to,
    payload,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(client.token ? { cookie: `${sessionCookie}=${client.token}` } : {}),
    },
  })
  const isJson = String(reply.headers['content-type'] ?? '').includes('json')
  return {
    status: reply.statusCode,
    body: isJson ? reply.json() : reply.rawPayload,
    headers: reply.headers as Reply['headers'],
  }
}
