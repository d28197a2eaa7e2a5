import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Hub } from './hub.ts'
import type { LimitKind, Limits } from './limits.ts'

/** Something made for one person as it is fetched. */
export interface Download {
  /** An Express path below `/api`. */
  path: string
  limit: LimitKind
  type: string
  open(person: string): Promise<{ name: string; bytes: Readable }>
}

/** Downloads for whoever is signed in, of their own and nobody else's. */
export function downloadRoutes(hub: Hub, limits: Limits, downloads: Download[]): Router {
  const router = Router()
  for (const download of downloads) {
    router.get(download.path, async (request, response) => {
      const person = await personOf(hub, request)
      await limits.consume(download.limit, person)
      await send(response, download, await download.open(person))
    })
  }
  return router
}

async function personOf(hub: Hub, request: Request): Promise<string> {
  const credential = await hub.sessions.find(request)
  if (!credential) throw new Refusal('not_signed_in', 'platform.notSignedIn')
  if (!credential.scopes.includes('read')) throw new Refusal('not_allowed', 'platform.tokenScope')
  if (!hub.actorOf(credential.personId).isActive) throw new Refusal('not_allowed', 'members.suspended')
  return credential.personId
}

async function send(response: Response, { type }: Download, { name, bytes }: { name: string; bytes: Readable }) {
  response.attachment(name)
  response.set({
    'content-type': type,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  // Whoever goes away in the middle is no failure of ours; what was being made for them ends.
  const through = new Transform({ transform: (chunk, _, next) => next(null, chunk) })
  await pipeline(bytes, through, response).catch(() => {
    bytes.destroy()
    response.destroy()
  })
}
