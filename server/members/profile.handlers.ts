import { createHash } from 'node:crypto'
import { change, type LogHandler, type QueryHandler } from '#server/platform/handler.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { expertiseKey } from '#shared/members/profile.ts'
import { keepAvatar } from './avatar.model.ts'
import { findExpertise, profiles } from './profile.model.ts'
import { changed, clusterView, personIn } from './roll.ts'

export const describeProfile: LogHandler<'profile.describe'> = {
  needs: ({ person }) => [{ kind: 'profile', id: person }],
  subject: ({ room, input }) => ({ person: personIn(room, input.person) }),
  decide: ({ input: { person, bio, expertise }, seq }) => ({
    changes: [change('profile.described', { id: person, bio, expertise: eachOnce(expertise) })],
    answer: { seq },
  }),
}

const eachOnce = (tags: string[]) => [...new Map(tags.map((tag) => [expertiseKey(tag), tag])).values()]

export const setAvatar: LogHandler<'avatar.set', string | null> = {
  recorded: ({ person, picture }) => ({
    person,
    picture: picture && createHash('sha256').update(picture).digest('hex'),
  }),
  async load({ input: { person, picture }, by, hub }) {
    if (picture === null || person !== by) return null
    return keepAvatar(hub.store, { person, picture, now: hub.clock.now() })
  },
  subject: ({ room, input }) => ({ person: personIn(room, input.person) }),
  decide: ({ subject: { person }, seq, loaded }) => ({
    changes: [changed('person.pictured', person, { avatar: loaded })],
    answer: { seq },
  }),
}

export const profileFind: QueryHandler<'profile.find'> = {
  async find({ input, hub }) {
    personIn(await clusterView(hub), input.person)
    const [profile = null] = await profiles.findMany(hub.store, clusterRoom, [input.person])
    return { profile }
  },
}

export const expertiseList: QueryHandler<'expertise.list'> = {
  async find({ hub }) {
    const counted = new Map<string, { value: string; count: number }>()
    for (const tags of (await findExpertise(hub.store, clusterRoom)).values()) {
      for (const tag of tags) {
        const known = counted.get(expertiseKey(tag))
        counted.set(expertiseKey(tag), { value: known?.value ?? tag, count: (known?.count ?? 0) + 1 })
      }
    }
    return { expertise: [...counted.values()].sort((a, b) => b.count - a.count) }
  },
}
