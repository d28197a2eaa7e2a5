import { randomBytes } from 'node:crypto'
import { reserveAccount, setPassword } from '#server/platform/account.model.ts'
import { type Call, change, type LogHandler } from '#server/platform/handler.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { isSecretariat } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { isFoundingCode } from './founding.model.ts'
import { keepLogo } from './logo.model.ts'
import { clusterIn } from './roll.ts'

type Groundwork = { verdict: 'founded' | 'wrongCode' } | { person: string; logo: string | null; isDemo: boolean }

/** Refuses nothing itself: a repeat of the deed that founded the cluster comes by here too. */
async function layGroundwork({ input, hub }: Call<'cluster.found'>): Promise<Groundwork> {
  const now = hub.clock.now()
  if (await hub.rooms.fresh(clusterRoom)) return { verdict: 'founded' }
  if (!(await isFoundingCode(hub.store, input.code, now))) return { verdict: 'wrongCode' }
  const logo = await keepLogo(hub.store, input.logo)
  const person = await reserveAccount(hub.store, { email: input.email, personId: newPersonId(), now })
  await setPassword(hub.store, person, input.password, now)
  return { person, logo, isDemo: hub.config.isDemo }
}

export const newPersonId = () => randomBytes(10).toString('hex')

export const found: LogHandler<'cluster.found', Groundwork> = {
  creates: true,
  recorded: ({ name, colour, timeZone, person }) => ({ name, colour, timeZone, person }),
  load: layGroundwork,
  subject: () => ({}),
  decide({ input, room, seq, loaded }) {
    if (room.find('cluster', clusterRoom)) throw new Refusal('wrong_state', 'members.alreadyFounded')
    if ('verdict' in loaded) {
      throw loaded.verdict === 'founded'
        ? new Refusal('wrong_state', 'members.alreadyFounded')
        : new Refusal('invalid_input', 'members.wrongCode', { fields: { code: 'members.wrongCode' } })
    }
    const { name, colour, timeZone, person } = input
    const { logo, isDemo } = loaded
    const founder = { organisation: null, seats: ['secretariat' as const], state: 'active' as const, reason: '' }
    return {
      changes: [
        change('cluster.founded', { id: clusterRoom, name, colour, timeZone, logo, isDemo }),
        change('person.accepted', { id: loaded.person, ...person, ...founder }),
      ],
      answer: { seq },
    }
  },
}

export const describeCluster: LogHandler<'cluster.describe', { logo: string | null } | 'keep'> = {
  async load({ input, actor, hub }) {
    if (input.logo === 'keep' || !isSecretariat(actor)) return 'keep'
    return { logo: await keepLogo(hub.store, input.logo) }
  },
  subject: () => ({}),
  decide({ input, room, seq, loaded }) {
    const { name, colour, timeZone } = input
    const cluster = clusterIn(room)
    const leavers = input.leavers ?? cluster.leavers ?? 'keep'
    const logo = loaded === 'keep' ? cluster.logo : loaded.logo
    return {
      changes: [change('cluster.described', { ...cluster, name, colour, timeZone, logo, leavers })],
      answer: { seq },
    }
  },
}
