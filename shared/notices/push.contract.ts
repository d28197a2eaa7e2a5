import { z } from 'zod'
import { command, query } from '#shared/platform/contract.ts'

const Endpoint = z.string().min(1).max(1000)
/** As a browser gives them (W3C Push API), base64url. */
const Key = z
  .string()
  .max(200)
  .regex(/^[\w-]+={0,2}$/)

export const pushCommands = {
  'push.subscribe': command({
    summary: 'Tell this device of notices by web push',
    http: 'POST /push/subscriptions',
    room: null,
    input: z.strictObject({ endpoint: Endpoint, p256dh: Key, auth: Key }),
    output: z.strictObject({}),
  }),
  'push.unsubscribe': command({
    summary: 'Tell this device nothing any more',
    http: 'POST /push/subscriptions/end',
    room: null,
    input: z.strictObject({ endpoint: Endpoint }),
    output: z.strictObject({}),
  }),
}

export const pushQueries = {
  'push.key': query({
    summary: 'The public key that a device subscribes with (RFC 8292)',
    http: 'GET /push/key',
    input: z.strictObject({}),
    output: z.strictObject({ publicKey: z.string() }),
  }),
}
