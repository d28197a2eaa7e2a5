import type { ThingOf } from '#shared/contract.ts'
import type { Told } from './recordOf.ts'

const acts = {
  'decision.opened': 'voteOpened',
  'decision.extended': 'voteExtended',
  'decision.closed': 'voteClosed',
  'decision.thrown': 'voteDiceThrown',
  'decision.declared': 'voteDeclared',
} as const

/** Votes that an office holds; a poll is talk among members, unless somebody else makes it void. */
export function tellOfVote(event: string, decision: ThingOf<'decision'>, by: string): Told | null {
  const { kind, author, title: words, declaration, reason } = decision
  const isVoided = event === 'decision.voided'
  if (kind === 'poll' && !(isVoided && by !== author)) return null
  const number = event === 'decision.declared' && declaration?.number
  const name = number ? `${number} · ${words}` : words
  const title = { zh: name, en: name, authoritative: 'zh' as const }
  if (isVoided) return { act: 'voteVoided', title, reason }
  return { act: acts[event as keyof typeof acts], title, reason: event === 'decision.extended' ? reason : '' }
}
