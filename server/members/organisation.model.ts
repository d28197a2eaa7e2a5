import { thingCollection } from '#server/platform/store.ts'

export const organisations = thingCollection('organisation', { isWhole: true })
