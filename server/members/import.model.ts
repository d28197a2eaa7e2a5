import { thingCollection } from '#server/platform/store.ts'

export const imports = thingCollection('import', { isWhole: true })
