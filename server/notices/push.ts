import webPush from 'web-push'
import type { Hub } from '#server/platform/hub.ts'
import { OutboundError, postOutbound } from '#server/platform/outbound.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { Notice } from '#shared/notices/contract.ts'
import type { NoticeSettings } from '#shared/notices/settings.shape.ts'
import { sentenceOf } from './digest.ts'
import { groupNotices } from './groups.ts'
import { keepPushing, markPushed, type NoticeRow } from './notice.model.ts'
import type { NoticeSources } from './noticeKind.ts'
import {
  dropEnded,
  dropSubscription,
  findSubscriptions,
  findSubscriptionsOf,
  type KeyPair,
  ownKeys,
  type SubscriptionRow,
} from './push.model.ts'
import { findSettings } from './settings.model.ts'
import { earliest, quietUntil } from './times.ts'
import { endTurn, type TurnRow, takeTurn } from './turn.model.ts'
import { findShownUnread, type ShownNotice } from './unread.ts'
import { findReader } from './whom.ts'

const mostAtOnce = 5
const keptSeconds = 24 * 3600
const againAfterMs = 60_000
/** A push that could not be delivered for so long is worth nothing any more. */
const staleAfterMs = 3_600_000

/** What a device is told: words for its screen, and where they lead. The same `tag` takes the place of an older one. */
export interface PushPayload {
  title: string
  body: string
  tag: string
  address: string
}

/** The hub's keys: those that are set, or a pair that it makes once and keeps. */
export function pushKeysOf({ config, store }: Pick<Hub, 'config' | 'store'>): Promise<KeyPair> {
  return config.vapid ? Promise.resolve(config.vapid) : ownKeys(store, config, () => webPush.generateVAPIDKeys())
}

/** Tells every device that is due; one that cannot be told lets no other ring again. Told twice after a crash, the second takes the place of the first on the screen. */
export async function sendPushes(hub: Hub, sources: NoticeSources): Promise<void> {
  for (;;) {
    const turn = await takeTurn(hub.store, 'push', hub.clock.now())
    if (!turn) return
    await sendPush(hub, sources, turn)
  }
}

async function sendPush(hub: Hub, sources: NoticeSources, turn: TurnRow): Promise<void> {
  const { person } = turn
  const now = hub.clock.now()
  const reader = await findReader(hub, person)
  const devices = reader ? await onlyStanding(hub, await findSubscriptions(hub.store, person)) : []
  if (!reader || devices.length === 0) return endTurn(hub.store, turn, { nextAt: null, newsAt: now })
  const settings = await findSettings(hub.store, person)
  const quiet = quietUntil(settings, reader.person.timeZone, now)
  if (quiet) return endTurn(hub.store, turn, { nextAt: quiet, newsAt: quiet })

  const unread = (await findShownUnread(sources, hub, person)).filter(({ row }) => !row.isPushed)
  const held = unread.flatMap(({ row }) => (row.heldUntil && row.heldUntil > now ? [row.heldUntil] : []))
  const due = unread.filter(({ row }) => !row.heldUntil || row.heldUntil <= now)
  const write = async (notice: Notice) =>
    pushPayload(notice, await sentenceOf(hub, notice, reader.person.language), settings)
  const left = await tellDevices(hub, { devices, due, write })
  const isOver = ({ _id, at }: NoticeRow) => !left.has(_id) || now.getTime() - at.getTime() > staleAfterMs
  const over = new Set(due.filter(({ row }) => isOver(row)).map(({ row }) => row._id))
  const again = new Map([...left].filter(([id]) => !over.has(id)))
  await keepPushing(hub.store, again)
  await markPushed(hub.store, [...over])
  const waiting = [...held, ...(again.size > 0 ? [new Date(now.getTime() + againAfterMs)] : [])]
  await endTurn(hub.store, turn, { nextAt: earliest(waiting), newsAt: now })
}

interface Round {
  devices: SubscriptionRow[]
  due: ShownNotice[]
  write(notice: Notice): Promise<PushPayload>
}
interface Push {
  ids: string[]
  payload: PushPayload
}

/** Tells each device what it has not been told yet. Gives the notices that are to be tried again, each with its devices. */
async function tellDevices(hub: Hub, { devices, due, write }: Round): Promise<Map<string, string[]>> {
  const dueTo = ({ _id }: SubscriptionRow) => due.filter(({ row }) => row.pushAgain?.includes(_id) ?? true)
  const keyOf = (some: ShownNotice[]) => some.map(({ row }) => row._id).join()
  const left = new Map<string, string[]>()
  // Mostly they are all to be told the same, which is then written once.
  const alike = Map.groupBy(devices, (device) => keyOf(dueTo(device)))
  const telling = Array.from(alike.values(), async (some) => {
    const shown = dueTo(some[0]!)
    if (shown.length === 0) return
    const lines = groupNotices(shown).slice(0, mostAtOnce)
    const pushes = await Promise.all(lines.map(async (line) => ({ ids: line.ids, payload: await write(line) })))
    const tell = async (device: SubscriptionRow) => {
      const { outcome, told } = await tellDevice(hub, device, pushes)
      hub.metrics.posts.inc({ channel: 'push', outcome })
      if (outcome !== 'again') return
      const missed = shown.flatMap(({ row }) => (told.has(row._id) ? [] : [row._id]))
      for (const id of missed) left.set(id, [...(left.get(id) ?? []), device._id])
    }
    await Promise.all(some.map(tell))
  })
  await Promise.all(telling)
  return left
}

/** Devices whose session has ended are forgotten, as soon as this hub hears of it; those it never heard of, before a push. */
export function forgetEndedDevices(hub: Hub): void {
  hub.sessions.onRevoked(({ key }) => {
    findSubscriptionsOf(hub.store, key)
      .then((devices) => onlyStanding(hub, devices))
      .catch((error: unknown) => hub.log.warn({ err: error }, 'devices not forgotten; done before the next push'))
  })
}

/** Nobody who was signed out hears on, whatever was missed: each device's own credential is asked for. */
async function onlyStanding(hub: Hub, devices: SubscriptionRow[]): Promise<SubscriptionRow[]> {
  const standing = await Promise.all(
    devices.map(async (device) => {
      const credential = device.session === undefined ? null : await hub.sessions.stands({ key: device.session })
      if (credential?.personId === device.person) return [device]
      await dropEnded(hub.store, device)
      return []
    }),
  )
  return standing.flat()
}

/** Words of a message stand in it only where its reader asked for that: they are seen on locked screens. */
export function pushPayload(
  { group, text, address, isRead: _, ...notice }: Notice,
  sentence: string,
  { pushText }: Pick<NoticeSettings, 'pushText'>,
): PushPayload {
  const body = pushText ? text : ''
  return { title: sentence, body, tag: sha256(group || notice.id).slice(0, 24), address }
}

type Outcome = 'told' | 'gone' | 'again'

/** One push after the other, up to the first that fails; `told` are the notices of those before it. */
async function tellDevice(
  hub: Hub,
  device: SubscriptionRow,
  pushes: Push[],
): Promise<{ outcome: Outcome; told: Set<string> }> {
  const keys = await pushKeysOf(hub)
  const told = new Set<string>()
  for (const { ids, payload } of pushes) {
    const outcome = await sendTo(hub, { device, keys, payload })
    if (outcome !== 'told') return { outcome, told }
    for (const id of ids) told.add(id)
  }
  return { outcome: 'told', told }
}

/** gone: the device wants no more · again: its push service could not take it now */
async function sendTo(
  hub: Hub,
  { device, keys, payload }: { device: SubscriptionRow; keys: KeyPair; payload: PushPayload },
): Promise<Outcome> {
  const { endpoint, p256dh, auth } = device
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(payload),
      {
        vapidDetails: { subject: subjectOf(hub), ...keys },
        TTL: keptSeconds,
        topic: payload.tag,
      },
    )
    const sent = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length')
    const { status } = await postOutbound(hub.config, {
      url: endpoint,
      headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
      body: body ?? '',
    })
    if (status === 404 || status === 410) return await forget(hub, endpoint)
    if (status === 429 || status >= 500) return 'again'
  } catch (error) {
    if (!(error instanceof OutboundError)) {
      hub.log.warn({ err: error }, 'a device has keys that nothing can be sent to')
      return forget(hub, endpoint)
    }
    if (error.fault === 'address') return forget(hub, endpoint)
    return 'again'
  }
  return 'told'
}

async function forget(hub: Hub, endpoint: string): Promise<'gone'> {
  await dropSubscription(hub.store, endpoint)
  return 'gone'
}

/** Whom a push service may write to (RFC 8292, 2.1). */
function subjectOf({ config: { publicUrl, mailFrom } }: Hub): string {
  if (publicUrl?.startsWith('https:')) return publicUrl
  return `mailto:${/[\w.+-]+@[\w.-]+/.exec(mailFrom)?.[0] ?? 'hub@chandelier.example'}`
}
