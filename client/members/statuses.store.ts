import { create } from 'zustand'
import { connection } from '#client/platform/connection.ts'
import { ask } from '#client/platform/hub.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import type { Status } from '#shared/members/status.shape.ts'
import { isStatusOver } from '#shared/members/status.ts'
import { useSession } from './me.store.ts'

const longestTimerMs = 3_600_000
const none: ReadonlyMap<string, Status> = new Map()
const useStatuses = create<{ statuses: ReadonlyMap<string, Status>; isKnown: boolean }>(() => ({
  statuses: none,
  isKnown: false,
}))

/** What somebody says of their whereabouts; gone by itself when its time is over. */
export const useStatus = (person: string): Status | undefined => useStatuses(({ statuses }) => statuses.get(person))
/** Whether the hub has been asked at least once. */
export const useStatusesKnown = (): boolean => useStatuses(({ isKnown }) => isKnown)

let timer: ReturnType<typeof setTimeout> | undefined

/** Keeps what still holds, and looks again when the first of them is over. */
function put(statuses: Iterable<Status>): void {
  clearTimeout(timer)
  const now = serverNow()
  const holding = new Map<string, Status>()
  for (const status of statuses) {
    const isSaid = status.text !== '' || status.emoji !== null
    if (isSaid && !isStatusOver(status, now)) holding.set(status.person, status)
  }
  useStatuses.setState({ statuses: holding, isKnown: true })
  const ends = Array.from(holding.values(), ({ until }) => until ?? Number.POSITIVE_INFINITY)
  const soonestMs = Math.min(longestTimerMs, ...ends.map((end) => end - now + 20))
  if (holding.size > 0) timer = setTimeout(() => put(useStatuses.getState().statuses.values()), soonestMs)
}

async function readStatuses(): Promise<void> {
  const answer = await ask('statuses.list', {}).catch(() => null)
  if (answer) put(answer.statuses)
}

connection.onConnect(() => void readStatuses())
connection.on('status', ({ status }) => {
  const { statuses } = useStatuses.getState()
  if ((statuses.get(status.person)?.at ?? 0) > status.at) return
  put([...[...statuses.values()].filter(({ person }) => person !== status.person), status])
})
useSession.subscribe(({ state }) => {
  if (state === 'visitor') put([])
})
