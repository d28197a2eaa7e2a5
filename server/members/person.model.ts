import { thingCollection } from '#server/platform/store.ts'

export const people = thingCollection('person', { isWhole: true })
