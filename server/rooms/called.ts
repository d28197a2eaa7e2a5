import type { Hub } from '#server/platform/hub.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'
import { calledAnew } from '#shared/rooms/message.ts'

/** How a text's people are called now, where it is read outside of the client: whoever was renamed, or has left. */
export async function callingAnew(hub: Hub, language: Language): Promise<(text: string) => string> {
  const cluster = await hub.rooms.view(clusterRoom)
  return (text) =>
    calledAnew(text, (id) => {
      const person = cluster?.find('person', id)
      return person ? inLanguage(person.name, language) : null
    })
}
