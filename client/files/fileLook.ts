import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
  Presentation,
} from 'lucide-react'
import type { FileRef } from '#shared/files/file.shape.ts'

const looks: [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/spreadsheet|excel/, FileSpreadsheet],
  [/presentation|powerpoint/, Presentation],
  [/zip|archive|compressed/, FileArchive],
  [/pdf|word|text|rtf/, FileText],
]

export const iconOf = (type: string): LucideIcon => looks.find(([pattern]) => pattern.test(type))?.[1] ?? File

const units = ['B', 'kB', 'MB', 'GB']

/** `1.4 MB`; units of a thousand, as every phone and disk counts them. */
export function sizeText(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const amount = bytes / 1000 ** step
  return `${amount.toFixed(step === 0 || amount >= 100 ? 0 : 1).replace(/\.0$/, '')} ${units[step]}`
}

/** `3:05`, or `1:03:05`, as players show it. */
export function lengthText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** What is said of a file below its name: how large it is, and how long. */
export const factsOf = ({ size, seconds }: Pick<FileRef, 'size' | 'seconds'>): string =>
  seconds === null ? sizeText(size) : `${lengthText(seconds)} · ${sizeText(size)}`

export const addressOfFile = (id: string) => `/api/files/${id}`
export const addressOfThumbnail = (id: string) => `/api/files/${id}/thumbnail`
