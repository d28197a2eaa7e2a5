import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'
import type { NoticeSettings, RoomTuning } from '#shared/notices/settings.shape.ts'
import { usualSettings } from '#shared/notices/settings.ts'

type SettingsRow = { _id: string } & NoticeSettings

const settingsSchema = new Schema<SettingsRow>(
  { _id: String, mail: String, dailyAt: Number, quiet: Schema.Types.Mixed, pushText: Boolean },
  { versionKey: false, autoIndex: false, minimize: false },
)
/** How people want to be told; who has no row has the usual settings. */
export const noticeSettings = collection<SettingsRow>('noticeSettings', settingsSchema)

interface TuningRow {
  _id: string
  room: string
  person: string
  level: RoomTuning['level']
  snoozedUntil: Date | null
}
const tuningSchema = new Schema<TuningRow>(
  { _id: String, room: String, person: String, level: String, snoozedUntil: Date },
  { versionKey: false, autoIndex: false },
)
tuningSchema.index({ room: 1, level: 1 })
tuningSchema.index({ person: 1 })
/** What people want to hear of single rooms. */
export const roomTunings = collection<TuningRow>('roomTunings', tuningSchema)

export async function findSettings(store: Store, person: string): Promise<NoticeSettings> {
  const row = await noticeSettings(store).findById(person).lean<SettingsRow>()
  if (!row) return usualSettings
  const { _id, ...settings } = row
  return { ...usualSettings, ...settings }
}

export async function keepSettings(store: Store, person: string, settings: Partial<NoticeSettings>): Promise<void> {
  await noticeSettings(store).updateOne({ _id: person }, { $set: settings }, { upsert: true })
}

export async function keepTuning(
  store: Store,
  { room, person, level, snoozedUntil }: { room: string; person: string } & RoomTuning,
): Promise<void> {
  const until = snoozedUntil === null ? null : new Date(snoozedUntil)
  await roomTunings(store).updateOne(
    { _id: `${room}/${person}` },
    { $set: { room, person, level, snoozedUntil: until } },
    { upsert: true },
  )
}

/** What somebody wants to hear of a room; null for the usual. */
export async function findTuning(store: Store, room: string, person: string): Promise<TuningRow | null> {
  return await roomTunings(store).findById(`${room}/${person}`).lean<TuningRow>()
}

export async function findTuningsOf(store: Store, person: string): Promise<TuningRow[]> {
  return await roomTunings(store).find({ person }).limit(500).lean<TuningRow[]>()
}

/** Who wants to hear every message of a room. */
export async function findWatchers(store: Store, room: string): Promise<string[]> {
  const rows = await roomTunings(store).find({ room, level: 'all' }).lean<TuningRow[]>()
  return rows.map(({ person }) => person)
}
