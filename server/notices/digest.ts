import { findAccount } from '#server/platform/account.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { MailWriter } from '#server/platform/mail.ts'
import type { Notice } from '#shared/notices/contract.ts'
import { noticeSentence } from '#shared/notices/notice.ts'
import { noticeTexts } from '#shared/noticeTexts.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'
import { digestLetter, digestSubject } from './digestLetter.ts'
import { groupNotices } from './groups.ts'
import { giveToMail, keptSeconds } from './notice.model.ts'
import type { NoticeSources } from './noticeKind.ts'
import { findSettings } from './settings.model.ts'
import { earliest, mailAfterHold, nextMail, quietUntil } from './times.ts'
import { endTurn, moveTurn, type TurnRow, takeTurn } from './turn.model.ts'
import { findShownUnread } from './unread.ts'
import { addressOf, findReader, unsubscribeToken } from './whom.ts'

/** Queues every digest that is due. A crash at any point repeats a step or leaves it out; none is done twice. */
export async function queueDigests(hub: Hub, sources: NoticeSources): Promise<void> {
  if (!hub.mail.isSending) return
  for (;;) {
    const turn = await takeTurn(hub.store, 'mail', hub.clock.now())
    if (!turn) return
    await queueDigest(hub, sources, turn)
  }
}

async function queueDigest(hub: Hub, sources: NoticeSources, turn: TurnRow): Promise<void> {
  const { person } = turn
  const now = hub.clock.now()
  const key = `digest|${person}|${turn.number}`
  const [settings, reader] = await Promise.all([findSettings(hub.store, person), findReader(hub, person)])
  const zone = reader?.person.timeZone ?? 'UTC'
  const newsAt = nextMail(settings, zone, now)
  if (!reader || !newsAt) return endTurn(hub.store, turn, { nextAt: null, newsAt: now })
  // Late, as after a standstill: the turn stays the same, so that the mail of one that was cut short keeps its key.
  const quiet = settings.mail === 'daily' ? null : quietUntil(settings, zone, now)
  if (quiet) return moveTurn(hub.store, 'mail', person, quiet)
  const unread = (await findShownUnread(sources, hub, person)).map(({ row }) => row)
  const waiting = unread.filter(({ mailKey }) => mailKey === null || mailKey === key)
  const held = waiting.filter(({ heldUntil }) => heldUntil && heldUntil > now)
  const due = waiting.filter((row) => !held.includes(row))
  // Once its mail is queued, what came later belongs to the next one: this one may be on its way already.
  const isQueued = await hub.mail.has(key)
  if (due.length > 0 && !isQueued) {
    const ids = due.map(({ _id }) => _id)
    await giveToMail(hub.store, ids, key)
    const account = await findAccount(hub.store, person)
    const subject = digestSubject(reader.cluster, reader.person.language)
    if (account) await hub.mail.sendWritten({ key, to: account.email, subject, writer: 'digest', about: person })
    hub.metrics.posts.inc({ channel: 'mail', outcome: 'queued' })
  }
  const isLeft = isQueued && due.some(({ mailKey }) => mailKey === null)
  // No calendar goes as far as a snooze may, and no notice is there for longer.
  const atLast = new Date(now.getTime() + keptSeconds * 1000)
  const heldUntil = earliest(held.map((row) => (row.heldUntil! < atLast ? row.heldUntil! : atLast)))
  const heldAt = heldUntil && mailAfterHold(settings, zone, heldUntil)
  const nextAt = earliest([...(heldAt ? [heldAt] : []), ...(isLeft ? [newsAt] : [])])
  await endTurn(hub.store, turn, { nextAt, newsAt })
}

/** Writes a digest as it goes out: of what its notices refer to, what is unread and may be seen at that moment. */
export function digestWriter(hubOf: () => Hub, sources: NoticeSources): MailWriter {
  return async ({ key, about: person }) => {
    const hub = hubOf()
    const reader = await findReader(hub, person)
    const { mail } = await findSettings(hub.store, person)
    const account = await findAccount(hub.store, person)
    if (!reader || !account || mail === 'off') return null
    const unread = await findShownUnread(sources, hub, person)
    const notices = groupNotices(unread.filter(({ row }) => row.mailKey === key))
    if (notices.length === 0) return null
    const address = addressOf(hub.config)
    const token = unsubscribeToken(hub.config, person)
    const { language } = reader.person
    const sentences = await Promise.all(notices.map((notice) => sentenceOf(hub, notice, language)))
    const letter = digestLetter({
      cluster: reader.cluster,
      person: reader.person,
      lines: notices.map(({ text, address: path }, index) => ({
        sentence: sentences[index]!,
        text,
        link: `${address}${path}`,
      })),
      settingsLink: `${address}/notices/settings`,
      endLink: `${address}/unsubscribe/${token}`,
    })
    const headers = {
      'List-Unsubscribe': `<${address}/api/notices/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    return { to: account.email, ...letter, headers }
  }
}

/** A notice in words, in the language of its reader. */
export async function sentenceOf(hub: Hub, notice: Notice, language: Language): Promise<string> {
  const found = await Promise.all(notice.people.map((id) => findReader(hub, id)))
  return noticeSentence(noticeTexts, notice.kind, {
    language,
    names: found.flatMap((one) => (one ? [inLanguage(one.person.name, language)] : [])),
    count: notice.peopleCount,
    values: { ...notice.values, room: notice.roomTitle ? inLanguage(notice.roomTitle, language) : '' },
  })
}
