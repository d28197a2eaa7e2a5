import { emptyHand, setTray } from '#client/files/tray.store.ts'
import { postMessage } from '#client/platform/outbox.store.ts'
import type { Draft } from './drafts.ts'
import { toMarkup } from './mentions.ts'

/** Sends a draft with the files in hand, which are back in the tray where that fails. */
export async function postDraft(room: string, { text, named, replyTo }: Draft): Promise<void> {
  const items = emptyHand(room)
  const files = items.flatMap(({ file }) => file ?? [])
  try {
    await postMessage({ room, text: toMarkup(text, named).trim(), replyTo, ...(files.length > 0 ? { files } : {}) })
  } catch (thrown) {
    setTray(room, { items })
    throw thrown
  }
}
