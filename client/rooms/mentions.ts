import type { Person } from '#shared/members/person.shape.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { languages } from '#shared/platform/language.ts'
import { mentionOf } from '#shared/rooms/message.ts'

/** Somebody named in a draft: the writer sees `@name`, the message carries `@[name](person)`. */
export interface Named {
  name: string
  person: string
}

const mention = /@\[((?:[^\]\\]|\\.){1,80})\]\(([\w.-]{1,64})\)/g
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The message's text: every `@name` of a named person as a mention. Longer names first, so that 李明 is not found in 李明华. */
export function toMarkup(draft: string, named: readonly Named[]): string {
  if (named.length === 0) return draft
  const byName = new Map(named.map((one) => [one.name, one.person]))
  const names = [...byName.keys()].sort((a, b) => b.length - a.length)
  // What is written out already is matched first, and stays as it is.
  const pattern = new RegExp(`${mention.source}|@(${names.map(escaped).join('|')})(?![A-Za-z0-9])`, 'g')
  return draft.replace(pattern, (whole, _written, _person, name?: string) =>
    name === undefined ? whole : mentionOf(name, byName.get(name)!),
  )
}

const brackets = /[[\]\\]/

/** The way back, to edit a message. A second person of one name, and a name that looks like markup, stay written out. */
export function fromMarkup(text: string): { draft: string; named: Named[] } {
  const byName = new Map<string, string>()
  const draft = text.replace(mention, (whole, written: string, person: string) => {
    const name = written.replace(/\\(.)/g, '$1')
    const taken = byName.get(name)
    if (brackets.test(name) || (taken !== undefined && taken !== person)) return whole
    byName.set(name, person)
    return `@${name}`
  })
  return { draft, named: [...byName].map(([name, person]) => ({ name, person })) }
}

/** What stands between an `@` and the cursor, if a name is being written there. Not after a letter: that is an address. */
export function mentionQuery(text: string, cursor: number): { from: number; query: string } | null {
  const found = /(^|[^A-Za-z0-9_@])@([^\s@()[\]]{0,40})$/u.exec(text.slice(0, cursor))
  if (!found) return null
  const query = found[2]!
  return { from: cursor - query.length - 1, query }
}

export interface Nameable {
  person: Person
  /** 2 here now · 1 on the roll · 0 elsewhere */
  nearness: number
}

/** People whose name in any language fits, best first: names that begin so, of those the nearest. */
export function fittingPeople(people: readonly Nameable[], query: string, most = 8): Person[] {
  const wanted = query.toLocaleLowerCase()
  return people
    .map((one) => ({ ...one, fit: fitOf(one.person, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.nearness - a.nearness || byName(a.person, b.person))
    .slice(0, most)
    .map(({ person }) => person)
}

/** 3 begins so · 2 a word in it begins so · 1 holds it · 0 not at all */
function fitOf({ name }: Person, wanted: string): number {
  const fits = languages.map((language: Language) => {
    const own = name[language].toLocaleLowerCase()
    if (own === '') return 0
    if (own.startsWith(wanted)) return 3
    if (own.split(/[\s·-]+/).some((word) => word.startsWith(wanted))) return 2
    return own.includes(wanted) ? 1 : 0
  })
  return Math.max(...fits)
}

const byName = (a: Person, b: Person) =>
  a.name[a.name.authoritative].localeCompare(b.name[b.name.authoritative], 'zh-Hans-CN')

/** The name to write for a person; where another named one has the same, the id makes it plain. */
export function nameToWrite(person: Person, language: Language, named: readonly Named[]): string {
  const name = (person.name[language] || person.name[person.name.authoritative]).replace(/[[\]\\]/g, '')
  const isTaken = named.some((one) => one.name === name && one.person !== person.id)
  return isTaken ? `${name}#${person.id.slice(-4)}` : name
}
