import { findFile } from '#server/files/file.model.ts'
import { receivePiece } from '#server/files/uploads.ts'
import { pieceBytes } from '#server/platform/httpFiles.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { type AttachmentKey, attachments } from './attachments.ts'
import { perform } from './deed.ts'

/** Uploads what goes with a line, in its order; a repeat finds what is there. */
export async function attachFiles(
  hub: Hub,
  { actor, room, cid, keys }: { actor: Actor; room: string; cid: string; keys: AttachmentKey[] },
): Promise<string[]> {
  const ids: string[] = []
  for (const [place, key] of keys.entries()) {
    const { name, bytes } = attachments[key]
    const content = await bytes()
    const input = { room, name, size: content.length }
    const offered = await perform(hub, { name: 'upload.offer', actor, cid: `${cid}-file-${place}`, input })
    for (let offset = offered.received; !offered.file && offset < content.length; offset += pieceBytes) {
      const row = await findFile(hub.store, offered.upload)
      await receivePiece(hub, row!, { offset, bytes: content.subarray(offset, offset + pieceBytes) })
    }
    ids.push(offered.upload)
  }
  return ids
}
