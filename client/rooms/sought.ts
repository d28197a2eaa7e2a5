import type { QueryAsk } from '#shared/contract.ts'
import { asksForNothing, parseSearch } from '#shared/rooms/search.ts'

/** What is looked for, as the form holds it; days as `2026-03-01`, empty where not given. */
export interface Sought {
  text: string
  room: string
  from: string
  after: string
  before: string
  hasFile: boolean
}
export const nothingSought: Sought = { text: '', room: '', from: '', after: '', before: '', hasFile: false }

/** The question for the hub; null where nothing is asked for yet, or an operator is only half written. */
export function questionOf(sought: Sought): QueryAsk<'messages.search'> | null {
  const { text, room, from, after, before, hasFile } = sought
  const line = parseSearch(text)
  if (line.problems.length > 0) return null
  if (asksForNothing(line) && !filtersIn(sought)) return null
  return {
    text,
    ...(room ? { room } : {}),
    ...(from ? { from } : {}),
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    ...(hasFile ? { has: 'file' as const } : {}),
  }
}

/** How many filters beside the line are set; the room is where one looks, not what for. */
export const filtersIn = ({ from, after, before, hasFile }: Sought): number =>
  [from, after, before, hasFile].filter(Boolean).length

/** From and to an address, so that a search can be kept, shared and gone back to. */
export const soughtIn = (params: URLSearchParams): Sought => ({
  text: params.get('q') ?? '',
  room: params.get('room') ?? '',
  from: params.get('from') ?? '',
  after: params.get('after') ?? '',
  before: params.get('before') ?? '',
  hasFile: params.get('has') === 'file',
})
export function paramsOf({ text, room, from, after, before, hasFile }: Sought): URLSearchParams {
  const all = { q: text, room, from, after, before, has: hasFile ? 'file' : '' }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''))
}

const most = 6
const keyOf = (person: string) => `chandelier.searches.${person}`

/** What one looked for on this device, newest first. */
export function recentSearches(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export function keepSearch(person: string, line: string): void {
  const wanted = line.trim()
  if (wanted.length < 2) return
  const others = recentSearches(person).filter((other) => other !== wanted)
  localStorage.setItem(keyOf(person), JSON.stringify([wanted, ...others].slice(0, most)))
}

export const forgetSearches = (person: string): void => localStorage.removeItem(keyOf(person))
