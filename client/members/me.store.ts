import { useMemo } from 'react'
import { create } from 'zustand'
import { useConnection } from '#client/platform/connection.store.ts'
import { connection, type EndReason } from '#client/platform/connection.ts'
import { ask } from '#client/platform/hub.ts'
import { closeOutbox, openOutbox } from '#client/platform/outbox.store.ts'
import { clearShelf, keepOnDevice, recall, startKeeping } from '#client/platform/pageShelf.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { restPost } from '#client/platform/rest.ts'
import { forgetRooms } from '#client/platform/rooms.ts'
import type { QueryOutput } from '#shared/contract.ts'
import { type Actor, visitor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { accountSettled } from './account.ts'
import { usePerson } from './people.store.ts'

type MeAnswer = QueryOutput<'me'>
export interface Session {
  /** unknown: not asked yet, or the hub did not answer (`refusal`) */
  state: 'unknown' | 'visitor' | 'member'
  me: MeAnswer | null
  /** Why the last session ended, to say so on the sign-in page. */
  ended: EndReason | null
  refusal: Refusal | null
}

export const useSession = create<Session>(() => ({ state: 'unknown', me: null, ended: null, refusal: null }))

export const findMyId = (): string | null => useSession.getState().me?.person.id ?? null

/** Null for a visitor. */
const findMe = async () => (await ask('session.find', {})).me

/** For so long after it was asked who one is, a connection need not ask again. */
const freshMs = 3000
let foundAt = 0

/** Asks who one is, and goes online as that person. Called at start and after signing in. */
export async function findSession(): Promise<void> {
  try {
    const me = await findMe()
    if (!me) return becomeVisitor(null)
    useSession.setState({ state: 'member', me, ended: null, refusal: null })
    foundAt = Date.now()
    connection.open()
    void startKeeping(me.person.id)
    await openOutbox(me.person.id)
  } catch (thrown) {
    const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
    if (refusal.code === 'not_signed_in' || refusal.code === 'not_allowed') becomeVisitor(null)
    else if (!(await recallSession())) useSession.setState({ state: 'unknown', refusal })
  }
}

/** Without an answer from the hub: in again as whoever was here last, with what this device has kept. */
async function recallSession(): Promise<boolean> {
  const keptAt = await recall()
  const { me } = useSession.getState()
  if (keptAt === null || me === null) return false
  useConnection.setState({ state: 'offline', keptAt })
  connection.open()
  void startKeeping(me.person.id)
  await openOutbox(me.person.id)
  return true
}
keepOnDevice<MeAnswer>('me', {
  sources: () => {
    const { me } = useSession.getState()
    return me ? [['me', me]] : []
  },
  pack: (me) => me,
  restore: (_, me: MeAnswer) => useSession.setState({ state: 'member', me, ended: null, refusal: null }),
})
const frontKey = ['cluster.front', {}]
keepOnDevice('front', {
  sources: () => {
    const front = queryClient.getQueryData<object>(frontKey)
    return front ? [['front', front]] : []
  },
  pack: (front) => front,
  restore: (_, front: object) => queryClient.setQueryData(frontKey, front),
})

/**
 * Signs out on the hub, which closes this person's sockets of the same session too. Throws a Refusal where that could
 * not be done: whoever comes to this device next would be let in by the cookie.
 */
export async function signOut(): Promise<void> {
  connection.close()
  try {
    await restPost('/api/auth/sign-out', {})
  } catch (thrown) {
    connection.open()
    throw thrown
  }
  becomeVisitor(null)
}

function becomeVisitor(ended: EndReason | null) {
  connection.close()
  closeOutbox()
  forgetRooms()
  void clearShelf()
  queryClient.clear()
  useSession.setState({ state: 'visitor', me: null, ended, refusal: null })
}
connection.onEnd((reason) => {
  if (reason === 'revoked') void stayOrLeave(reason)
  else becomeVisitor(reason)
})

/** A new password or second factor ends the session of before, and brings a new one in the same answer. */
async function stayOrLeave(reason: EndReason): Promise<void> {
  await accountSettled()
  const was = findMyId()
  const me = await findMe().catch(() => null)
  if (me && me.person.id === was) connection.open()
  else becomeVisitor(reason)
}

// The cookie is shared by all tabs: after a cut it may be somebody else's, and what is shown here is not for them.
connection.onConnect(async () => {
  if (Date.now() - foundAt < freshMs) return
  const was = useSession.getState().me
  const now = await findMe().catch(() => null)
  if (was && now && now.person.id !== was.person.id) location.reload()
  else if (was && now) useSession.setState({ me: now })
})

export interface Me extends MeAnswer {
  actor: Actor
}

/** The signed-in person, live, with the Actor to ask `can()` with. Only below the sign-in guard. */
export function useMe(): Me {
  const me = useSession((session) => session.me)
  if (me === null) throw new Error('useMe is for signed-in pages')
  const person = usePerson(me.person.id) ?? me.person
  return useMemo(() => ({ ...me, person, actor: actorOf(person, me.scopes) }), [me, person])
}

/** Who asks: the signed-in person, or a visitor. */
export function useActor(): Actor {
  const me = useSession((session) => session.me)
  const person = usePerson(me?.person.id ?? null) ?? me?.person
  return useMemo(() => (me && person ? actorOf(person, me.scopes) : visitor), [me, person])
}

const actorOf = (person: MeAnswer['person'], scopes: MeAnswer['scopes']): Actor => ({
  personId: person.id,
  isActive: person.state === 'active',
  seats: person.seats,
  scopes,
})
