import { connect, type Socket } from 'node:net'

export interface HttpReply {
  readonly status: number
  readonly body: string
}

/**
 * One connection that is kept, one request at a time: HTTP/1.1 with as little work of the client as
 * possible, because it shares the machine with what it measures.
 */
export class KeepAlive {
  readonly #port: number
  #socket: Socket | null = null
  #text = ''
  #waiting: { resolve: (reply: HttpReply) => void; reject: (error: Error) => void } | null = null

  constructor(port: number) {
    this.#port = port
  }

  get busy(): boolean {
    return this.#waiting !== null
  }

  post(path: string, token: string, body: string): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      const socket = this.#socket ?? this.#open()
      const length = Buffer.byteLength(body)
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\n` +
          `authorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
          `content-length: ${length}\r\n\r\n${body}`,
      )
    })
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    socket.setEncoding('latin1')
    this.#text = ''
    socket.on('data', (chunk: string) => this.#read(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null
      this.#fail(new Error('The connection was cut.'))
    })
    this.#socket = socket
    return socket
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#text.slice(0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const whole = end + 4 + length
    if (this.#text.length < whole) return
    const body = Buffer.from(this.#text.slice(end + 4, whole), 'latin1').toString('utf8')
    this.#text = this.#text.slice(whole)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }

  #fail(error: Error): void {
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.reject(error)
  }
}
