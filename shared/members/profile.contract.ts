import { z } from 'zod'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { clusterRoom } from './person.ts'
import { Bio, Expertise, Profile } from './profile.shape.ts'

const inCluster = () => clusterRoom

export const profileCommands = {
  'profile.describe': command({
    summary: 'Tell of oneself at greater length: a text in both languages, and fields of expertise',
    http: 'PUT /people/{person}/profile',
    room: inCluster,
    input: z.strictObject({ person: Id, bio: Bio, expertise: Expertise }),
    output: Done,
  }),
  'avatar.set': command({
    summary: "Set one's picture, or have none",
    http: 'PUT /people/{person}/avatar',
    room: inCluster,
    // Scaled down by the client so that it fits a frame; the hub makes a new picture of it.
    input: z.strictObject({ person: Id, picture: z.string().max(55_000).base64().nullable() }),
    output: Done,
  }),
}

export const profileEvents = {
  'profile.described': event({ thing: 'profile', item: Profile }),
  'profile.erased': event({ thing: 'profile', item: Profile }),
}

const Count = z.strictObject({ value: z.string(), count: z.number().int() })

export const profileQueries = {
  'profile.find': query({
    summary: 'What a person tells of themselves; null where that is nothing yet',
    http: 'GET /people/{person}/profile',
    input: z.strictObject({ person: Id, atLeast: AtLeast }),
    output: z.strictObject({ profile: Profile.nullable() }),
  }),
  'expertise.list': query({
    summary: 'Fields of expertise that people of the cluster have named, the most frequent first',
    http: 'GET /expertise',
    input: z.strictObject({}),
    output: z.strictObject({ expertise: z.array(Count) }),
  }),
  'people.counts': query({
    summary: 'How many people each further filter of the directory would leave',
    http: 'GET /people/counts',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      seat: z.string().max(20).default(''),
      organisation: z.string().max(64).default(''),
      sector: z.string().max(4).default(''),
      province: z.string().max(60).default(''),
      expertise: z.string().max(40).default(''),
      atLeast: AtLeast,
    }),
    output: z.strictObject({
      seat: z.array(Count),
      organisation: z.array(Count),
      sector: z.array(Count),
      province: z.array(Count),
      expertise: z.array(Count),
    }),
  }),
}
