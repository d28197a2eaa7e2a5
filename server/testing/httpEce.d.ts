declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'
  /** RFC 8188; with a key pair and a secret as RFC 8291 has it for web push. */
  export function decrypt(body: Buffer, given: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }): Buffer
}
