import { findAccount, forgetResets, releaseAccount } from '#server/platform/account.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Letter } from '#server/platform/mail.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { dropSecondFactor } from '#server/platform/secondFactor.model.ts'
import type { Cluster, Person } from '#shared/members/person.shape.ts'
import { forgetAvatars } from './avatar.model.ts'
import { forgetFoundingCode } from './founding.model.ts'
import {
  findNewestInvitation,
  forgetEarlierInvitations,
  forgetInvitations,
  invitationLink,
} from './invitation.model.ts'
import { invitationLetter, reinstatedLetter, secondFactorResetLetter, suspendedLetter } from './mails.ts'
import { clusterIn, clusterView } from './roll.ts'

/** Writes to somebody once per event, however often the reaction runs. */
async function writeTo(
  hub: Hub,
  person: Person,
  { key, letter }: { key: string; letter(about: { cluster: Cluster; person: Person }): Letter },
): Promise<void> {
  const account = await findAccount(hub.store, person.id)
  if (!account) return
  const cluster = clusterIn(await clusterView(hub))
  await hub.mail.send({ key, to: account.email, ...letter({ cluster, person }) })
}

const founded: Reaction = {
  name: 'founded',
  on: ['cluster.founded'],
  run: ({ hub }) => forgetFoundingCode(hub.store),
}

const inviteByMail: Reaction = {
  name: 'inviteByMail',
  on: ['person.invited'],
  async run({ hub, change, cid }) {
    await writeInvitation(hub, change.item as Person, cid)
  },
}

export async function writeInvitation(hub: Hub, person: Person, key: string): Promise<void> {
  const invitation = await findNewestInvitation(hub.store, person.id)
  if (!invitation) return
  const link = invitationLink(hub.config, invitation)
  await writeTo(hub, person, { key, letter: (about) => invitationLetter(about, link) })
  await forgetEarlierInvitations(hub.store, invitation)
}

const endInvitation: Reaction = {
  name: 'endInvitation',
  on: ['person.accepted', 'person.withdrawn'],
  async run({ hub, change }) {
    await forgetInvitations(hub.store, [change.item.id])
    if (change.event === 'person.withdrawn') await releaseAccount(hub.store, change.item.id)
  },
}

const endSessions: Reaction = {
  name: 'endSessions',
  on: ['person.suspended'],
  async run({ hub, change, cid }) {
    const person = change.item as Person
    await forgetResets(hub.store, [person.id])
    await hub.sessions.revoke({ key: `person:${person.id}`, reason: 'suspended' })
    await writeTo(hub, person, { key: cid, letter: suspendedLetter })
  },
}

const endSecondFactor: Reaction = {
  name: 'endSecondFactor',
  on: ['person.secondFactorReset'],
  async run({ hub, change, cid }) {
    const person = change.item as Person
    await dropSecondFactor(hub.store, person.id)
    await hub.sessions.revoke({ key: `person:${person.id}`, reason: 'revoked' })
    await writeTo(hub, person, { key: cid, letter: secondFactorResetLetter })
  },
}

const dropFormerPicture: Reaction = {
  name: 'dropFormerPicture',
  on: ['person.pictured'],
  run: ({ hub, change }) => forgetAvatars(hub.store, change.item.id, (change.item as Person).avatar),
}

const tellReinstated: Reaction = {
  name: 'tellReinstated',
  on: ['person.reinstated'],
  run: ({ hub, change, cid }) => writeTo(hub, change.item as Person, { key: cid, letter: reinstatedLetter }),
}

export const memberReactions: Reaction[] = [
  founded,
  inviteByMail,
  endInvitation,
  endSessions,
  endSecondFactor,
  dropFormerPicture,
  tellReinstated,
]
