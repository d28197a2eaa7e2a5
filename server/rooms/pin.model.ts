import { thingCollection } from '#server/platform/store.ts'

export const pins = thingCollection('pin', { isWhole: true })
