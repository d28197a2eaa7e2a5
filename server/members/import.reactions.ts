import { findAddresses, forgetAccounts } from '#server/platform/account.model.ts'
import { findEntry } from '#server/platform/entry.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { forgetMailsTo } from '#server/platform/mail.model.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { Import } from '#shared/members/import.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { forgetImportFilesOf } from './importFile.model.ts'
import { forgetInvitations } from './invitation.model.ts'
import { writeInvitation } from './member.reactions.ts'
import { clusterView } from './roll.ts'

/** Written side by side, so that many share one step to the disk. */
const lettersAtOnce = 50

const clearFile: Reaction = {
  name: 'clearImportFile',
  on: ['import.carriedOut'],
  run: ({ hub, change }) => forgetImportFilesOf(hub.store, (change.item as Import).by),
}

/** Whom an entry of the cluster's room names in one event. */
async function namedIn(hub: Hub, seq: number, event: string): Promise<string[]> {
  const entry = await findEntry(hub.store, clusterRoom, seq)
  return (entry?.changes ?? []).filter((change) => change.event === event).map(({ item }) => item.id)
}

const mailImported: Reaction = {
  name: 'mailImported',
  on: ['import.carriedOut'],
  isFor: ({ change }) => (change.item as Import).isMailed,
  async run({ hub, seq, cid }) {
    const room = await clusterView(hub)
    const named = await namedIn(hub, seq, 'person.imported')
    const write = async (id: string) => {
      const person = room.find('person', id)
      if (person?.state === 'invited') await writeInvitation(hub, person, `${cid}/${id}`)
    }
    for (let at = 0; at < named.length; at += lettersAtOnce) {
      await Promise.all(named.slice(at, at + lettersAtOnce).map(write))
    }
  },
}

/** Whoever was taken back leaves nothing outside the log either. */
const forgetUnlisted: Reaction = {
  name: 'forgetUnlisted',
  on: ['import.undone'],
  async run({ hub, seq }) {
    const people = await namedIn(hub, seq, 'person.unlisted')
    const addresses = await findAddresses(hub.store, people)
    await forgetMailsTo(hub.store, [...addresses.values()])
    await forgetInvitations(hub.store, people)
    // Last: what was cut short finds the addresses once more.
    await forgetAccounts(hub.store, people)
  },
}

export const importReactions: Reaction[] = [clearFile, mailImported, forgetUnlisted]
