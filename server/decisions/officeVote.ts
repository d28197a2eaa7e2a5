import { clusterView } from '#server/members/roll.ts'
import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Ask } from '#shared/contract.ts'
import { longestTitle } from '#shared/decisions/decision.ts'
import { distinct } from '#shared/decisions/distinct.ts'
import type { Election, Office, OfficeVote } from '#shared/decisions/election.shape.ts'
import { ballotOf } from '#shared/decisions/election.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'

/** In both languages, the authoritative one first: a ballot is the same paper for everybody. */
function inBoth(text: Bilingual): string {
  const other = text.authoritative === 'zh' ? text.en : text.zh
  return [...new Set([text[text.authoritative], other])].filter((part) => part !== '').join(' / ')
}

interface Candidate {
  person: string
  text: string
  detail: string
}

async function candidatesOf(hub: Hub, room: RoomView, { order }: OfficeVote): Promise<Candidate[]> {
  const cluster = await clusterView(hub)
  const found = order.map((id) => {
    const { person, organisation } = room.find('nomination', id)!
    const { name } = cluster.find('person', person)!
    const own = organisation === null ? null : cluster.find('organisation', organisation)
    return { person, text: inBoth(name), detail: own ? inBoth(own.name) : '' }
  })
  const texts = distinct(found.map(({ text }) => text))
  return found.map((candidate, at) => ({ ...candidate, text: texts[at]! }))
}

/** The decision by which an office is voted on: its candidates as options, in the order that was drawn. */
export async function termsOf(
  hub: Hub,
  room: RoomView,
  { election, office, vote }: { election: Election; office: Office; vote: OfficeVote },
): Promise<Ask<'decision.draft'>['terms']> {
  const candidates = await candidatesOf(hub, room, vote)
  const { kind, method, seats } = ballotOf(office, vote)
  const titles = [inBoth(election.title), inBoth(office.title)]
  if (kind === 'confirmation') titles.push(candidates[0]!.text)
  if (kind === 'runOff') titles.push('决选 / Run-off')
  const common = {
    title: titles.join(' · ').slice(0, longestTitle),
    electorate: { seat: election.electorate },
    secrecy: election.secrecy,
    isChangeable: election.secrecy === 'confidential',
    closesAt: office.closesAt,
  }
  if (method === 'yes-no') return { ...common, method, preset: 'simpleMajority' }
  const options = candidates.map(({ person, text, detail }, at) => ({
    id: `o${at + 1}`,
    text,
    person,
    ...(detail === '' ? {} : { detail }),
  }))
  return { ...common, method, seats, options }
}
