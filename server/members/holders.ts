import type { AccountHolders } from '#server/platform/auth.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Cluster } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { inLanguage } from '#shared/platform/language.ts'
import { passwordResetLetter } from './mails.ts'

/** Whose accounts they are: the people on the cluster's roll, as it stands at this moment. */
export function accountHolders(hub: () => Pick<Hub, 'rooms'>): AccountHolders {
  return {
    async find(personId) {
      const held = (await hub().rooms.view(clusterRoom))?.find('person', personId)
      // Somebody may have taken or regained their seat on another process a moment ago.
      if (held?.state === 'active') return held
      return (await hub().rooms.fresh(clusterRoom))?.find('person', personId) ?? null
    },
    async houseName() {
      const cluster = (await hub().rooms.view(clusterRoom))?.find('cluster', clusterRoom)
      return cluster ? inLanguage(cluster.name, cluster.name.authoritative) : 'Chandelier'
    },
    async passwordResetLetter(link, language) {
      const cluster = (await hub().rooms.view(clusterRoom))?.find('cluster', clusterRoom) as Cluster
      return passwordResetLetter(cluster, language, link)
    },
  }
}
