import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express, { type Request, type Response, Router } from 'express'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { ByteRange } from './fileStore.ts'
import { sendReply } from './httpReply.ts'
import type { Hub } from './hub.ts'
import type { Limits } from './limits.ts'

/** Bytes of one piece of an upload, at most: what a cut costs. */
export const pieceBytes = 1_048_576

export interface ServedFile {
  name: string
  type: string
  bytes: number
  /** Another one for other bytes. */
  tag: string
  /** A browser may show it; all else is handed over to be saved. */
  isShownInPlace: boolean
  open(range?: ByteRange): Promise<Readable | null>
}

/** The feature that takes bytes in and gives them out. Both refuse with `not_found` what the actor may not know of. */
export interface FileDesk {
  receive(ask: { upload: string; actor: Actor; offset: number; bytes: Uint8Array }): Promise<unknown>
  find(ask: { file: string; part: 'whole' | 'thumbnail'; actor: Actor }): Promise<ServedFile>
}

/** `PATCH /uploads/{upload}` takes a piece, `GET /files/{file}` and its `/thumbnail` give bytes, or a range of them. */
export function fileRoutes(hub: Hub, limits: Limits, desk: FileDesk): Router {
  const router = Router()
  // Whoever may not upload is told so before their bytes are read.
  router.patch(
    '/uploads/:upload',
    async (request, response, next) => {
      response.locals.actor = await callerOf(hub, limits, request, 'write')
      next()
    },
    express.raw({ type: () => true, limit: pieceBytes, inflate: false }),
    async (request, response) => {
      const data = await desk.receive({
        upload: String(request.params['upload']),
        actor: response.locals.actor,
        offset: offsetOf(request),
        bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      })
      sendReply(request, response, { ok: true, data })
    },
  )
  for (const [path, part] of [
    ['/files/:file', 'whole'],
    ['/files/:file/thumbnail', 'thumbnail'],
  ] as const) {
    router.get(path, async (request, response) => {
      const actor = await callerOf(hub, limits, request, 'read')
      await serve(request, response, await desk.find({ file: String(request.params['file']), part, actor }))
    })
  }
  return router
}

async function callerOf(hub: Hub, limits: Limits, request: Request, scope: 'read' | 'write'): Promise<Actor> {
  const credential = await hub.sessions.find(request)
  if (!credential) throw new Refusal('not_signed_in', 'platform.notSignedIn')
  await limits.consume(scope === 'write' ? 'upload' : 'download', credential.key)
  if (!credential.scopes.includes(scope)) throw new Refusal('not_allowed', 'platform.tokenScope')
  return hub.actorOf(credential.personId, credential.scopes)
}

function offsetOf(request: Request): number {
  const given = request.get('upload-offset') ?? ''
  if (/^\d{1,12}$/.test(given)) return Number(given)
  throw new Refusal('invalid_input', 'platform.checkInput', { fields: { 'upload-offset': 'platform.field.invalid' } })
}

/**
 * Nothing in a file may act in the hub's name: no script, no guess at another type, and all that is not a picture or a
 * recording is saved, not shown. What is kept by a browser is asked for again each time, so that it ends with the right.
 */
function setHeaders(response: Response, { name, type, tag, isShownInPlace }: ServedFile): void {
  response.attachment(name)
  const disposition = response.get('content-disposition')!
  response.set({
    'content-disposition': isShownInPlace ? disposition.replace(/^attachment/, 'inline') : disposition,
    'content-type': isShownInPlace ? type : 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    etag: `"${tag}"`,
    'accept-ranges': 'bytes',
  })
}

async function serve(request: Request, response: Response, file: ServedFile): Promise<void> {
  setHeaders(response, file)
  if (request.fresh) return void response.status(304).end()
  const range = rangeOf(request, file)
  if (range === 'beyond') {
    response.set('content-range', `bytes */${file.bytes}`).status(416).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
  response.set('content-length', String(end - start + 1))
  if (range) response.status(206).set('content-range', `bytes ${start}-${end}/${file.bytes}`)
  if (request.method === 'HEAD') return void response.end()
  const bytes = await file.open(range ?? undefined)
  if (!bytes) {
    for (const name of response.getHeaderNames())
      if (/^content-|^etag|^accept-ranges/.test(name)) response.removeHeader(name)
    throw new Refusal('not_found', 'platform.notFound')
  }
  // Whoever goes away in the middle is no failure of ours.
  await pipeline(bytes, response).catch(() => response.destroy())
}

/** The one range that is asked for; null for the whole, also where several are asked for or the bytes are others. */
function rangeOf(request: Request, { bytes, tag }: ServedFile): ByteRange | 'beyond' | null {
  const condition = request.get('if-range')
  if (condition !== undefined && condition !== `"${tag}"`) return null
  const ranges = request.range(bytes, { combine: true })
  if (ranges === -1) return 'beyond'
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null
  return { start: ranges[0]!.start, end: ranges[0]!.end }
}
