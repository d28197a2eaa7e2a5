import type { PlainHandler, QueryHandler } from '#server/platform/handler.ts'
import { deriveToken, findTokensOf, isTokenOf, keepToken } from '#server/platform/token.model.ts'
import { Refusal } from '#shared/platform/refusal.ts'

const dayMs = 24 * 3600_000

export const createToken: PlainHandler<'token.create'> = {
  async run({ input, actor, by, cid, hub }) {
    const scopes = [...new Set(input.scopes)].sort()
    // A token may make others, but none that reaches further than itself.
    if (scopes.some((scope) => !actor.scopes.includes(scope))) throw new Refusal('not_allowed', 'platform.tokenScope')
    const { label, days } = input
    const createdAt = hub.clock.now()
    const { id, secret, hash } = deriveToken(hub.config, by, cid)
    const expiresAt = new Date(createdAt.getTime() + days * dayMs)
    const row = {
      _id: id,
      hash,
      person: by,
      label,
      scopes,
      days,
      createdAt,
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    }
    const kept = await keepToken(hub.store, row)
    const isSame = kept.label === label && kept.days === days && kept.scopes.join() === scopes.join()
    if (!isSame) throw new Refusal('conflict', 'platform.repeatDiffers')
    return { token: id, secret }
  },
}

export const revokeToken: PlainHandler<'token.revoke'> = {
  async run({ input, by, hub }) {
    if (!(await isTokenOf(hub.store, input.token, by))) throw new Refusal('not_found', 'platform.notFound')
    await hub.sessions.revoke({ key: `token:${input.token}`, reason: 'revoked' })
    return {}
  },
}

export const tokensMine: QueryHandler<'tokens.mine'> = {
  async find({ actor, hub }) {
    const rows = await findTokensOf(hub.store, actor.personId!, hub.clock.now())
    return {
      tokens: rows.map(({ _id, label, scopes, createdAt, expiresAt, lastUsedAt }) => ({
        id: _id,
        label,
        scopes,
        createdAt: createdAt.getTime(),
        expiresAt: expiresAt.getTime(),
        lastUsedAt: lastUsedAt?.getTime() ?? null,
      })),
    }
  },
}
