import { readinessOf, setTray, shownFields, type Tray, useTrays } from '#client/files/tray.store.ts'
import { findMyId } from '#client/members/me.store.ts'
import { draftOf, dropDraft, findDraft, wordsOf } from './drafts.ts'
import { postDraft } from './postDraft.ts'

/**
 * A message that waited for its files goes out once they are there, whatever page is shown by then, with the words that
 * were to go with them.
 */
function sendDue(room: string, { words }: Tray): void {
  const person = findMyId()
  const draft = draftOf(words)
  setTray(room, { isArmed: false })
  if (person === null || !draft) return
  postDraft(room, draft).then(
    () => {
      const kept = findDraft({ person, room })
      if (kept && wordsOf(kept) === words) dropDraft({ person, room })
    },
    // Files and words stand where they stood.
    () => undefined,
  )
}

const isDue = (tray: Tray) => tray.isArmed && tray.items.length > 0 && readinessOf(tray) === 'all'

useTrays.subscribe((trays) => {
  for (const [room, tray] of Object.entries(trays)) {
    if (isDue(tray) && shownFields.get(room)?.() !== tray.words) sendDue(room, tray)
  }
})
