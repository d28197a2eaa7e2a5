import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'
import type { NoticeSettings, RoomTuning } from '#shared/notices/settings.shape.ts'
import { usualSettings, usualTuning } from '#shared/notices/settings.ts'

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
  return (await findSettingsOfMany(store, [person])).get(person) ?? usualSettings
}

/** By person; who is missing has the usual ones. */
export async function findSettingsOfMany(store: Store, people: string[]): Promise<Map<string, NoticeSettings>> {
  const rows = await noticeSettings(store)
    .find({ _id: { $in: people } })
    .lean<SettingsRow[]>()
  return new Map(rows.map(({ _id, ...settings }) => [_id, { ...usualSettings, ...settings }]))
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

/** Whoever wanted to hear every message hears the usual from now on; a wish for less stays. */
export async function endWatch(store: Store, room: string, person: string): Promise<void> {
  const { level } = usualTuning
  await roomTunings(store).updateOne({ _id: `${room}/${person}`, level: 'all' }, { $set: { level } })
}

/** What these people want to hear of a room, by person; who is missing wants the usual. */
export async function findTunings(store: Store, room: string, people: string[]): Promise<Map<string, TuningRow>> {
  const _id = { $in: people.map((person) => `${room}/${person}`) }
  const rows = await roomTunings(store).find({ _id }).lean<TuningRow[]>()
  return new Map(rows.map((row) => [row.person, row]))
}

export async function findTuningsOf(store: Store, person: string): Promise<TuningRow[]> {
  return await roomTunings(store).find({ person }).limit(500).lean<TuningRow[]>()
}

/** Who wants to hear every message of one of these rooms. */
export async function findWatchers(store: Store, rooms: string[]): Promise<{ room: string; people: string[] }[]> {
  const rows = await roomTunings(store)
    .find({ room: { $in: rooms }, level: 'all' })
    .lean<TuningRow[]>()
  const byRoom = Map.groupBy(rows, ({ room }) => room)
  return Array.from(byRoom, ([room, tunings]) => ({ room, people: tunings.map(({ person }) => person) }))
}
