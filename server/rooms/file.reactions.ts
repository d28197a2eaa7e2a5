import { changeFile, findFilesOf } from '#server/files/file.model.ts'
import { removeFile } from '#server/files/uploads.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

/** A posted message keeps its files; one that is erased takes them with it. */
const followMessage: Reaction = {
  name: 'messageFiles',
  on: ['message.posted', 'message.released', 'message.deleted', 'message.redacted'],
  // An erased message still says that it had files, by an empty list.
  isFor: ({ change }) => (change.item as Message).files !== undefined,
  async run({ hub, room, change }) {
    const { id, files, erased } = change.item as Message
    if (erased) {
      for (const row of await findFilesOf(hub.store, room, id)) await removeFile(hub, row)
      return
    }
    for (const file of files ?? []) {
      const expected = { _id: file.id, state: 'ready', message: id } as const
      await changeFile(hub.store, expected, { state: 'posted', touchedAt: hub.clock.now() })
    }
  },
}

export const fileReactions: Reaction[] = [followMessage]
