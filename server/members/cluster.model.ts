import { thingCollection } from '#server/platform/store.ts'

export const clusters = thingCollection('cluster', { isWhole: true })
