import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter } from '#server/embedded-mongo/query/matcher.ts'
import { Catalogue, type Collection, type IndexSpec } from './catalogue.ts'
import { CommitFailed, type KeyValueStore, openKeyValueStore, type Snapshot, type WriteView } from './keyValueStore.ts'
import { lockDataFolder } from './lock.ts'

/** The store of one data folder with its catalogue: what all commands work on. */
export type Engine = {
  store: KeyValueStore
  catalogue: Catalogue
  /** Runs a change; if its commit fails, memory is brought back to what is on disk. @throws CommandError OutOfDiskSpace */
  write<T>(change: (view: WriteView) => T): Promise<T>
  /** Gives a consistent view for one command, released when `read` returns. */
  read<T>(read: (view: Snapshot) => T): T
  close(): Promise<void>
}

/** Opens a data folder for this process alone. @throws DataFolderInUse */
export function openEngine(folder: string): Engine {
  const unlock = lockDataFolder(folder)
  try {
    return engineOver(openKeyValueStore(folder), unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function engineOver(store: KeyValueStore, unlock: () => void): Engine {
  const catalogue = new Catalogue(prepareIndex)
  const engine: Engine = {
    store,
    catalogue,
    read(read) {
      const view = store.snapshot()
      try {
        return read(view)
      } finally {
        view.release()
      }
    },
    async write(change) {
      try {
        return await store.write(change)
      } catch (error) {
        if (!(error instanceof CommandError)) engine.read((view) => catalogue.load(view))
        if (error instanceof CommitFailed && error.isOutOfRoom) throw new CommandError('OutOfDiskSpace', error.message)
        throw error
      }
    },
    async close() {
      await store.close()
      unlock()
    },
  }
  engine.read((view) => catalogue.load(view))
  return engine
}

function prepareIndex(spec: IndexSpec) {
  const partial = spec.partialFilterExpression
  return {
    fields: Object.entries(spec.key).map(([path, order]) => ({
      path,
      parts: path.split('.'),
      direction: directionOf(order),
    })),
    partialFilter: partial ? compileFilter(partial, evaluatorFor(undefined)) : null,
  }
}

function directionOf(order: Value): 1 | -1 {
  return toNumber(order) < 0 ? -1 : 1
}

/** The collection of a namespace, made if it does not exist. */
export function collectionToWrite(engine: Engine, view: WriteView, namespace: string): Collection {
  return engine.catalogue.find(namespace) ?? engine.catalogue.create(view, namespace)
}
