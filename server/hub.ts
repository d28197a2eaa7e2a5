import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { clusterRoom } from '#shared/members/person.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { type ElectionWatch, startElectionWatch } from './decisions/electionWatch.ts'
import { startVotes, type Votes } from './decisions/votes.ts'
import { findFileBytes } from './files/quota.model.ts'
import { startFileSweep } from './files/sweep.ts'
import { layFoundation } from './foundation.ts'
import { handlers, queryHandlers } from './handlers.ts'
import { type Departures, startDepartures } from './members/departures.ts'
import { accountHolders } from './members/holders.ts'
import { hintMails } from './members/mailHints.ts'
import { readModels } from './models.ts'
import { noticeSources } from './noticeSources.ts'
import { digestWriter } from './notices/digest.ts'
import { type PostOffice, startPostOffice } from './notices/postOffice.ts'
import { type Auth, createAuth } from './platform/auth.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { createSessions } from './platform/credentials.ts'
import { databaseFiles } from './platform/databaseFiles.model.ts'
import { diskFiles } from './platform/diskFiles.ts'
import { createDispatch } from './platform/dispatch.ts'
import type { Hub, Tell } from './platform/hub.ts'
import { createLimits } from './platform/limits.ts'
import { createMail } from './platform/mailPost.ts'
import { createMetrics } from './platform/metrics.ts'
import { Reactor } from './platform/reactions.ts'
import { RoomApplier } from './platform/roomApplier.ts'
import { createRooms, type Heard, type RoomRegistry } from './platform/rooms.ts'
import { storeBytesOf } from './platform/store.ts'
import { startSweep } from './platform/sweep.ts'
import { reactions } from './reactions.ts'
import { rightsOf } from './rolls.ts'
import { mayListen } from './rooms/access.ts'
import { type Erasures, startErasures } from './rooms/erasures.ts'
import { findHolder } from './rooms/fileDesk.ts'
import { indexMessages } from './rooms/indexing.model.ts'
import { type RetentionRun, startRetention } from './rooms/retention.ts'

const silent: Tell = { person() {}, read() {}, room() {}, hereNow: () => [] }
const clusterEveryMs = 400

/** A hub without ears: everything but HTTP and sockets, which `startApp` adds. */
export interface RunningHub {
  hub: Hub
  auth: Auth
  rooms: RoomRegistry
  process: string
  /** No other process writes to the store. */
  isAlone: boolean
  /** Set by whoever brings ears: what is stored, in order, and how people are told. */
  ears: { heard: Heard; tell: Tell }
  postOffice: PostOffice
  /** Lets go whoever's day of leaving has come. */
  departures: Departures
  retention: RetentionRun
  elections: ElectionWatch
  erasures: Erasures
  votes: Votes
  close(): Promise<void>
}

export interface HubOptions {
  log: Logger
  clock?: Clock
}

/** Opens the store, heals what an earlier process left, and makes commands and queries possible. */
export async function startHub(config: Config, { log, clock = systemClock }: HubOptions): Promise<RunningHub> {
  const isAlone = config.mongodbUri === null
  const foundation = await layFoundation(config, log)
  const { store } = foundation

  const process = randomBytes(6).toString('hex')
  const metrics = createMetrics(
    () => storeBytesOf(store),
    () => findFileBytes(store),
  )
  const ears: RunningHub['ears'] = { heard() {}, tell: silent }
  const reactor = new Reactor(reactions)
  const applier = new RoomApplier({ store, models: readModels, log, process, reactor })
  const rooms = createRooms({
    store,
    models: readModels,
    clock,
    metrics,
    log,
    isAlone,
    applier,
    pinned: [clusterRoom],
    heard: (room, entries, isOwn) => ears.heard(room, entries, isOwn),
  })
  // The roll decides what everybody may do: it stays in memory from the start, or from the founding on.
  await rooms.view(clusterRoom)
  const actorOf: Hub['actorOf'] = (personId, scopes) =>
    personId === systemActor.personId ? systemActor : rightsOf(rooms.peek(clusterRoom), personId, scopes)

  const files = config.files.store === 'disk' ? diskFiles(join(config.dataDir, 'files')) : databaseFiles(store)
  const writers = { digest: digestWriter(() => hub, noticeSources) }
  const mail = createMail({
    config,
    store,
    clock,
    log,
    writers,
    onKept: () => hintMails(rooms.peek(clusterRoom), tell),
  })
  const auth = createAuth({ config, store, mail, clock, log, holders: accountHolders(() => hub) })
  const sessions = createSessions({ store, auth, clock, log })
  const dispatch = createDispatch({ hub: () => hub, rooms, handlers, queryHandlers, mayKnow: mayListen })
  const tell: Tell = {
    person: (...told) => ears.tell.person(...told),
    read: (...told) => ears.tell.read(...told),
    room: (...told) => ears.tell.room(...told),
    hereNow: (room) => ears.tell.hereNow(room),
  }
  const limits = createLimits(config)
  const hub: Hub = {
    config,
    store,
    log,
    clock,
    metrics,
    rooms,
    mail,
    limits,
    sessions,
    files,
    actorOf,
    tell,
    ...dispatch,
  }
  const clusterTimer = isAlone
    ? null
    : setInterval(() => {
        rooms.fresh(clusterRoom).catch((error: unknown) => log.warn({ err: error }, 'the roll cannot be read'))
      }, clusterEveryMs)
  clusterTimer?.unref()
  await reactor.start(hub)
  const fileSweep = startFileSweep(hub, { process, findHolder: (row) => findHolder(hub, row) })
  const postOffice = startPostOffice(hub, noticeSources)
  const departures = startDepartures(hub)
  const retention = startRetention(hub, process)
  const elections = startElectionWatch(hub, process)
  const erasures = startErasures(hub)
  const votes = startVotes(hub)
  const sweep = await startSweep({ hub, rooms, reactor, process, isAlone })
  let isClosing = false
  const indexing = indexMessages(store, () => isClosing).catch((error) => {
    log.error({ err: error }, 'messages of before are not findable')
  })

  return {
    hub,
    auth,
    rooms,
    process,
    isAlone,
    ears,
    postOffice,
    departures,
    retention,
    elections,
    erasures,
    votes,
    async close() {
      isClosing = true
      if (clusterTimer) clearInterval(clusterTimer)
      await indexing
      await postOffice.close()
      await retention.close()
      await elections.close()
      await erasures.close()
      await votes.close()
      await rooms.drain()
      await applier.close()
      await reactor.close()
      await departures.close()
      await sweep.close()
      await fileSweep.close()
      await sessions.close()
      await mail.close()
      await foundation.close()
    },
  }
}
