import { type AddressInfo, createServer, type Server } from 'node:net'

/** A mail server of the few words that delivery needs (RFC 5321); refuses as long as `isSick`. */
export async function startMailServer() {
  const received: string[] = []
  const state = { isSick: false }
  const server: Server = createServer((socket) => {
    let data: string | null = null
    socket.write('220 mail.example\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (data !== null && line !== '.') data += `${line}\n`
        else if (data !== null) {
          received.push(data)
          data = null
          socket.write('250 kept\r\n')
        } else if (/^DATA/i.test(line)) {
          if (!state.isSick) data = ''
          socket.write(state.isSick ? '451 not now\r\n' : '354 go on\r\n')
        } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`
  return { received, state, url, stop: () => new Promise((done) => server.close(done)) }
}

/** The words of a mail as it was received, for searching: quoted-printable and base64 undone. */
export function wordsOf(mail: string): string {
  const plain = mail
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString())
  const packed = Array.from(mail.matchAll(/^(?:[A-Za-z0-9+/]{20,}={0,2}\r?\n)+/gm), ([run]) =>
    Buffer.from(run.replace(/\s/g, ''), 'base64').toString(),
  )
  return [plain, ...packed].join('\n')
}
