import { commands, events, queries } from '#shared/contract.ts'

/**
 * What of the contract every page needs: the address of each name, and the kind of thing of each event. The build
 * works it out beforehand (`outlined.ts`), so that the shapes themselves travel only with pages that have forms.
 */
export const outline = {
  addresses: Object.fromEntries(Object.entries({ ...commands, ...queries }).map(([name, { http }]) => [name, http])),
  kinds: Object.fromEntries(Object.entries(events).map(([name, { thing }]) => [name, thing])),
}
