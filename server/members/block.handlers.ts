import type { PlainHandler, QueryHandler } from '#server/platform/handler.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findBlockedBy, setBlock } from './block.model.ts'
import { clusterView, personIn } from './roll.ts'

const mostBlocked = 500

export const block: PlainHandler<'block.set'> = {
  async run({ input: { person, isOn }, by, hub }) {
    personIn(await clusterView(hub), person)
    if (person === by) throw new Refusal('not_allowed', 'platform.notAllowed')
    if (isOn && (await findBlockedBy(hub.store, by)).length >= mostBlocked) {
      throw new Refusal('wrong_state', 'platform.tooLarge')
    }
    await setBlock(hub.store, by, person, isOn)
    hub.tell.person(by, 'hint', { board: 'blocks' })
    return {}
  },
}

export const blocksMine: QueryHandler<'blocks.mine'> = {
  find: async ({ actor, hub }) => ({ people: await findBlockedBy(hub.store, actor.personId!) }),
}
