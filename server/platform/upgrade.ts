import { Schema } from 'mongoose'
import type { Logger } from 'pino'
import { ConfigError } from './config.ts'
import { gatherCursors } from './reactionCursor.model.ts'
import { collection, type Store } from './store.ts'

/** What this server reads and writes. Raised with each upgrade below. */
export const storeFormat = 2

/** One step from a format to the next. It may be stopped anywhere and run again from its start. */
export interface Upgrade {
  to: number
  summary: string
  run(store: Store): Promise<void>
}
export const upgrades: Upgrade[] = [
  { to: 2, summary: 'the cursors of all reactions to a room go into one row', run: gatherCursors },
]

interface FormatRow {
  _id: string
  version: number
}
export const formats = collection<FormatRow>(
  'format',
  new Schema<FormatRow>({ _id: String, version: Number }, { versionKey: false, autoIndex: false }),
)

/**
 * Brings an older database up to this server's format, step by step; a step that was cut short runs again.
 * Throws ConfigError for a database that a newer server has written.
 */
export async function upgradeStore(
  store: Store,
  log: Logger,
  { target, steps }: { target: number; steps: Upgrade[] } = { target: storeFormat, steps: upgrades },
): Promise<void> {
  const known = await formats(store).findById('store').lean()
  let version = known?.version ?? target
  if (!known) await formats(store).updateOne({ _id: 'store' }, { $setOnInsert: { version } }, { upsert: true })
  if (version > target) {
    throw new ConfigError(`the database has format ${version}, this server knows ${target}: start the newer server`)
  }
  while (version < target) {
    const step = steps.find(({ to }) => to === version + 1)
    if (!step) throw new ConfigError(`nothing brings the database from format ${version} to ${version + 1}`)
    log.info({ from: version, to: step.to }, `upgrading the database: ${step.summary}`)
    await step.run(store)
    await formats(store).updateOne({ _id: 'store' }, { $max: { version: step.to } })
    version = step.to
  }
}
