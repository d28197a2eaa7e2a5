import type { NoticeSettings, RoomTuning } from './settings.shape.ts'

export const mailRhythms = ['off', 'instant', 'hourly', 'daily'] as const
/** all: every message · mentions: what concerns oneself · none: nothing */
export const roomLevels = ['all', 'mentions', 'none'] as const

export const usualSettings: NoticeSettings = { mail: 'daily', dailyAt: 8, quiet: null, pushText: false }

export const usualTuning: RoomTuning = { level: 'mentions', snoozedUntil: null }
