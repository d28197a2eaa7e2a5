import { z } from 'zod'
import { Email, Password } from '#shared/platform/account.shape.ts'
import { TokenScope } from '#shared/platform/actor.shape.ts'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Bilingual, Language } from '#shared/platform/language.shape.ts'
import {
  Colour,
  Instant,
  OrganisationId,
  PersonName,
  PersonTitle,
  Profile,
  Reason,
  Seats,
  Sectors,
  Site,
  TimeZone,
} from './fields.shape.ts'
import { Cluster, Organisation, Person } from './person.shape.ts'
import { clusterRoom } from './person.ts'

const inCluster = () => clusterRoom
/** A picture as base64, already scaled down by the client so that it fits a frame. */
const Logo = z.string().max(55_000).base64().nullable()

export const memberCommands = {
  'cluster.found': command({
    summary: 'Create the cluster and its first secretariat account, with the code printed in the log',
    http: 'POST /cluster',
    room: inCluster,
    input: z.strictObject({
      code: z.string().trim().max(64),
      name: Bilingual,
      colour: Colour,
      logo: Logo,
      timeZone: TimeZone,
      email: Email,
      password: Password,
      person: Profile,
    }),
    output: Done,
  }),
  'cluster.describe': command({
    summary: "Change the cluster's name, colour, logo or time zone",
    http: 'PUT /cluster',
    room: inCluster,
    input: z.strictObject({
      name: Bilingual,
      colour: Colour,
      /** `keep` leaves the present one. */
      logo: z.union([z.literal('keep'), Logo]),
      timeZone: TimeZone,
      leavers: z.enum(['keep', 'erase']).optional(),
    }),
    output: Done,
  }),
  'organisation.add': command({
    summary: 'Add a member organisation',
    http: 'POST /organisations',
    room: inCluster,
    input: z.strictObject({ name: Bilingual, sectors: Sectors, province: z.string().trim().max(60), site: Site }),
    output: z.strictObject({ organisation: Id, seq: z.number().int() }),
  }),
  'organisation.describe': command({
    summary: "Change an organisation's name, sectors or province",
    http: 'PUT /organisations/{organisation}',
    room: inCluster,
    input: z.strictObject({
      organisation: Id,
      name: Bilingual,
      sectors: Sectors,
      province: z.string().trim().max(60),
      site: Site,
    }),
    output: Done,
  }),
  'person.invite': command({
    summary: 'Invite a person by mail; the answer holds the link too',
    http: 'POST /people',
    room: inCluster,
    input: z.strictObject({
      email: Email,
      name: PersonName,
      title: PersonTitle,
      organisation: OrganisationId,
      seats: Seats,
      language: Language,
    }),
    output: z.strictObject({ person: Id, seq: z.number().int(), link: z.string() }),
  }),
  'person.accept': command({
    summary: 'Accept an invitation: set a password and take the seat',
    http: 'POST /invitations/{invitation}/accept',
    room: inCluster,
    input: z.strictObject({ invitation: z.string().max(128), password: Password, profile: Profile }),
    output: Done,
  }),
  'person.withdraw': command({
    summary: 'Withdraw an invitation that has not been accepted',
    http: 'POST /people/{person}/withdraw',
    room: inCluster,
    input: z.strictObject({ person: Id, reason: Reason }),
    output: Done,
  }),
  'person.describe': command({
    summary: "Change one's own name, title, language and time zone",
    http: 'PUT /people/{person}',
    room: inCluster,
    input: z.strictObject({ person: Id, profile: Profile }),
    output: Done,
  }),
  'person.seat': command({
    summary: "Change a person's seats and organisation, with a reason",
    http: 'PUT /people/{person}/seats',
    room: inCluster,
    input: z.strictObject({ person: Id, seats: Seats, organisation: OrganisationId, reason: Reason }),
    output: Done,
  }),
  'person.suspend': command({
    summary: 'Suspend a person, with a reason: every session and token of theirs ends',
    http: 'POST /people/{person}/suspend',
    room: inCluster,
    input: z.strictObject({ person: Id, reason: Reason }),
    output: Done,
  }),
  'person.reinstate': command({
    summary: 'Let a suspended person in again, with a reason',
    http: 'POST /people/{person}/reinstate',
    room: inCluster,
    input: z.strictObject({ person: Id, reason: Reason }),
    output: Done,
  }),
  'person.recover': command({
    summary: "Let a suspended person in whose account the server's administrator recovered (the hub's own deed)",
    http: 'POST /people/{person}/recover',
    room: inCluster,
    input: z.strictObject({ person: Id }),
    output: Done,
  }),
  'token.create': command({
    summary: 'Make a personal access token; its secret is in this answer only',
    http: 'POST /tokens',
    room: null,
    input: z.strictObject({
      label: z.string().trim().min(1).max(80),
      scopes: z.array(TokenScope).min(1).max(2),
      days: z.number().int().min(1).max(366),
    }),
    output: z.strictObject({ token: Id, secret: z.string() }),
  }),
  'token.revoke': command({
    summary: 'Revoke a personal access token; its sockets close',
    http: 'DELETE /tokens/{token}',
    room: null,
    input: z.strictObject({ token: Id }),
    output: z.strictObject({}),
  }),
}

export const memberEvents = {
  'cluster.founded': event({ thing: 'cluster', item: Cluster }),
  'cluster.described': event({ thing: 'cluster', item: Cluster }),
  'organisation.added': event({ thing: 'organisation', item: Organisation }),
  'organisation.described': event({ thing: 'organisation', item: Organisation }),
  'person.invited': event({ thing: 'person', item: Person }),
  'person.accepted': event({ thing: 'person', item: Person }),
  'person.withdrawn': event({ thing: 'person', item: Person }),
  'person.described': event({ thing: 'person', item: Person }),
  'person.seated': event({ thing: 'person', item: Person }),
  'person.suspended': event({ thing: 'person', item: Person }),
  'person.reinstated': event({ thing: 'person', item: Person }),
  'person.departed': event({ thing: 'person', item: Person }),
  'person.pictured': event({ thing: 'person', item: Person }),
  'person.secondFactorReset': event({ thing: 'person', item: Person }),
}

const Token = z.strictObject({
  id: Id,
  label: z.string(),
  scopes: z.array(TokenScope),
  createdAt: z.number(),
  expiresAt: z.number(),
  lastUsedAt: z.number().nullable(),
})
const Mail = z.strictObject({
  id: Id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: z.number(),
  state: z.enum(['kept', 'sent', 'failed']),
})

const Parked = z.strictObject({
  reaction: z.string(),
  room: z.string(),
  seq: z.number().int(),
  /** The sentence with which it was refused. */
  key: z.string(),
  at: z.number(),
})

const Me = z.strictObject({ person: Person, email: z.string(), cluster: Cluster, scopes: z.array(TokenScope) })

export const memberQueries = {
  'cluster.front': query({
    summary: 'What anyone may know before signing in: name, colour, logo, whether it must be founded, demo seats',
    http: 'GET /cluster',
    input: z.strictObject({}),
    output: z.strictObject({
      isFounded: z.boolean(),
      cluster: Cluster.nullable(),
      demoSeats: z.array(
        z.strictObject({ person: Person, organisation: Bilingual.nullable(), email: z.string(), password: z.string() }),
      ),
    }),
  }),
  'invitation.find': query({
    summary: 'Whom an invitation is for',
    http: 'GET /invitations/{invitation}',
    input: z.strictObject({ invitation: z.string().max(128) }),
    output: z.strictObject({ person: Person, organisation: Bilingual.nullable(), email: z.string() }),
  }),
  me: query({
    summary: 'Who one is, and the cluster as one sees it',
    http: 'GET /me',
    input: z.strictObject({}),
    output: Me,
  }),
  'session.find': query({
    summary: 'As `me`, for whoever may not be signed in: null then, and no refusal',
    http: 'GET /session',
    input: z.strictObject({}),
    output: z.strictObject({ me: Me.nullable() }),
  }),
  'people.search': query({
    summary: 'People of the cluster by words in name, title, organisation and expertise, and by filters',
    http: 'GET /people',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      seat: z.string().max(20).default(''),
      organisation: z.string().max(64).default(''),
      sector: z.string().max(4).default(''),
      province: z.string().max(60).default(''),
      expertise: z.string().max(40).default(''),
      atLeast: AtLeast,
    }),
    output: z.strictObject({ people: z.array(Person) }),
  }),
  'organisations.list': query({
    summary: 'Member organisations',
    http: 'GET /organisations',
    input: z.strictObject({ atLeast: AtLeast }),
    output: z.strictObject({ organisations: z.array(Organisation) }),
  }),
  'tokens.mine': query({
    summary: "One's own personal access tokens, without their secrets",
    http: 'GET /tokens',
    input: z.strictObject({}),
    output: z.strictObject({ tokens: z.array(Token) }),
  }),
  'mails.list': query({
    summary: 'The newest mails that the hub wrote; kept here where no mail server is set',
    http: 'GET /mails',
    input: z.strictObject({ before: Instant.optional() }),
    output: z.strictObject({ mails: z.array(Mail), isSending: z.boolean() }),
  }),
  'parked.list': query({
    summary: 'What the hub should have done because of an event, but was refused',
    http: 'GET /parked',
    input: z.strictObject({}),
    output: z.strictObject({ parked: z.array(Parked) }),
  }),
}
