import type { Named } from './mentions.ts'

export interface Draft {
  text: string
  named: readonly Named[]
  replyTo: string | null
}
export const emptyDraft: Draft = { text: '', named: [], replyTo: null }

/** What would be sent, written down: two drafts of the same words are the same text. */
export const wordsOf = ({ text, named, replyTo }: Draft): string => JSON.stringify({ text, named, replyTo })

/** A draft belongs to a person and a room, or to the message that is being edited. */
export interface DraftPlace {
  person: string
  room: string
  editing?: string | null
}

const keyOf = ({ person, room, editing }: DraftPlace) => `chandelier.draft.${person}.${room}.${editing ?? 'new'}`

/** What was being written there; survives a reload. Something unreadable counts as nothing. */
export function findDraft(place: DraftPlace): Draft | null {
  try {
    return draftOf(localStorage.getItem(keyOf(place)))
  } catch {
    return null
  }
}

/** The way back from `wordsOf`; null where it is no draft. Throws where it is no JSON. */
export function draftOf(words: string | null): Draft | null {
  const stored: unknown = JSON.parse(words ?? 'null')
  return isDraft(stored) ? stored : null
}

function isDraft(stored: unknown): stored is Draft {
  if (typeof stored !== 'object' || stored === null) return false
  const draft = stored as Partial<Draft>
  return typeof draft.text === 'string' && Array.isArray(draft.named)
}

export function keepDraft(place: DraftPlace, draft: Draft): void {
  try {
    if (draft.text.trim() === '' && draft.replyTo === null) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(draft))
  } catch {
    // Storage is full or forbidden: the text is still on the screen.
  }
}

export const dropDraft = (place: DraftPlace) => keepDraft(place, emptyDraft)
