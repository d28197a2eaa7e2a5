import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt } from 'http_ece'
import type { PushPayload } from '#server/notices/push.ts'

/** What a browser tells the hub of a device, and the private half by which it alone can read what comes. */
export interface PushDevice {
  subscription: { endpoint: string; p256dh: string; auth: string }
  read(body: Buffer): PushPayload
}

/** A push service on this machine: takes what the hub sends, and answers with `status`. */
export interface PushService {
  got: { path: string; headers: IncomingHttpHeaders; body: Buffer }[]
  status: number
  device(path: string): PushDevice
  stop(): void
}

export async function startPushService(): Promise<PushService> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      service.got.push({ path: request.url!, headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(service.status).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const service: PushService = {
    got: [],
    status: 201,
    device: (path) => deviceAt(`http://127.0.0.1:${port}${path}`),
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
  return service
}

function deviceAt(endpoint: string): PushDevice {
  const privateKey = createECDH('prime256v1')
  privateKey.generateKeys()
  const auth = randomBytes(16).toString('base64url')
  return {
    subscription: { endpoint, p256dh: privateKey.getPublicKey('base64url'), auth },
    read: (body) => JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey, authSecret: auth }).toString()),
  }
}
