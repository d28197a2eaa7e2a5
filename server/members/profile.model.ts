import { type Store, thingCollection } from '#server/platform/store.ts'
import type { Profile } from '#shared/members/profile.shape.ts'

export const profiles = thingCollection('profile', { isWhole: false })

/** What stays of a profile whose text is taken out of the log. */
export const eraseProfile = (profile: Profile): Profile => ({ ...profile, bio: { zh: '', en: '' }, expertise: [] })

/** Expertise by person, of those who have named any. */
export async function findExpertise(store: Store, room: string): Promise<Map<string, string[]>> {
  const rows = await profiles
    .rows(store)
    .collection.find({ room }, { projection: { id: 1, expertise: 1 } })
    .toArray()
  return new Map(rows.map((row) => [row['id'] as string, row['expertise'] as string[]]))
}
