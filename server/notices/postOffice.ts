import { Cron } from 'croner'
import type { Hub } from '#server/platform/hub.ts'
import { queueDigests } from './digest.ts'
import type { NoticeSources } from './noticeKind.ts'
import { forgetEndedDevices, sendPushes } from './push.ts'

export interface PostOffice {
  /** Sends what is due now; a round under way is waited for first. */
  round(): Promise<void>
  close(): Promise<void>
}

/** Looks every few seconds for whom something is due. Each turn is leased: of several processes one takes it. */
export function startPostOffice(hub: Hub, sources: NoticeSources): PostOffice {
  const channels: NoticeSources['posts'] = {
    mail: () => queueDigests(hub, sources),
    push: () => sendPushes(hub, sources),
    ...sources.posts,
  }
  forgetEndedDevices(hub)
  let turn = Promise.resolve()
  const round = () => {
    turn = turn.then(async () => {
      for (const [channel, send] of Object.entries(channels)) {
        await send(hub).catch((error: unknown) => hub.log.error({ err: error, channel }, 'notices cannot be sent'))
      }
    })
    return turn
  }
  const clock = new Cron('*/5 * * * * *', { protect: true, unref: true }, round)
  return {
    round,
    async close() {
      clock.stop()
      await turn
    },
  }
}
