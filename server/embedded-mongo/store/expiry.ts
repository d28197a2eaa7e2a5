import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Collection, Index } from './catalogue.ts'
import type { Engine } from './engine.ts'
import { removeRecord } from './records.ts'
import { findAll } from './search.ts'

/** So many documents are removed in one commit, so that others get their turn. */
const BATCH = 500

/** Removes what TTL indexes have let expire, again and again; gives the function that stops it. */
export function startExpiry(engine: Engine, intervalMs: number, onBug: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = removeExpired(engine)
      .catch((error) => {
        // A full disk is told to whoever writes; what has expired goes another time.
        if (!(error instanceof CommandError)) onBug(error)
      })
      .finally(() => {
        busy = false
      })
  }, intervalMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}

/** Removes all documents that have expired by now. */
async function removeExpired(engine: Engine): Promise<void> {
  for (const collection of engine.catalogue.all()) {
    for (const index of collection.indexes) {
      if (index.spec.expireAfterSeconds !== undefined && index.ready) await expire(engine, collection, index)
    }
  }
}

async function expire(engine: Engine, collection: Collection, index: Index): Promise<void> {
  const before = new Date(Date.now() - index.spec.expireAfterSeconds! * 1000)
  const search = { filter: { [index.fields[0]!.path]: { $lte: before } }, hint: index.spec.name, limit: BATCH }
  const find = (view: Parameters<typeof findAll>[0]) => findAll(view, collection, search, evaluatorFor(undefined))
  // Asked first without a write, since mostly there is nothing to do.
  while (isCurrent(engine, collection, index) && engine.read(find).length > 0) {
    await engine.write((view) => {
      if (!isCurrent(engine, collection, index)) return
      for (const { record, raw } of find(view)) removeRecord(view, collection, record, raw)
    })
  }
}

function isCurrent(engine: Engine, collection: Collection, index: Index): boolean {
  return engine.catalogue.find(collection.namespace) === collection && collection.indexes.includes(index)
}
