import { join } from 'node:path'
import type { Logger } from 'pino'
import { allCollections } from './collections.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'
import { assertNoDemoAccounts } from './platform/account.model.ts'
import type { Config } from './platform/config.ts'
import { ensureIndexes, openStore, type Store } from './platform/store.ts'
import { upgradeStore } from './platform/upgrade.ts'

export interface Foundation {
  store: Store
  close(): Promise<void>
}

/** The store, ready for this version: embedded or given, upgraded, indexed, and without demo accounts in production. */
export async function layFoundation(config: Config, log: Logger): Promise<Foundation> {
  const embedded = config.mongodbUri
    ? null
    : await startEmbeddedMongo({
        dataFolder: join(config.dataDir, 'mongo'),
        inWorker: config.embeddedMongoInWorker,
        databaseName: 'chandelier',
        onBug: (error) => log.fatal({ err: error }, 'the embedded store broke'),
        onEnd: () => {
          // Whoever watches over the process starts it again; without its store it would only look alive.
          log.fatal('the embedded store has ended, and the hub ends with it')
          process.exit(1)
        },
      })
  const store = await openStore(config.mongodbUri ?? embedded!.uri).catch(async (error) => {
    await embedded?.close()
    throw error
  })
  const close = async () => {
    await store.connection.close()
    await embedded?.close()
  }
  try {
    await upgradeStore(store, log)
    await ensureIndexes(store, allCollections)
    if (config.isProduction) await assertNoDemoAccounts(store)
  } catch (error) {
    await close()
    throw error
  }
  return { store, close }
}
