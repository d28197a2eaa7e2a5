import type { CSSProperties, ReactNode } from 'react'
import type { FileRef } from '#shared/files/file.shape.ts'
import { isRecordingType } from '#shared/files/file.ts'
import classes from './FilesLayout.module.css'

const widest = 420
const highest = 320

/** The place of each file of a message, known before anything of it is loaded; `render` fills it. */
export function FilesLayout({ files, render }: { files: readonly FileRef[]; render?(file: FileRef): ReactNode }) {
  const pictures = files.filter(({ width }) => width !== null)
  const others = files.filter(({ width }) => width === null)
  const isSingle = pictures.length === 1
  return (
    <div className={classes.files}>
      {pictures.length > 0 && (
        <div className={classes.pictures} data-is-single={isSingle || undefined}>
          {pictures.map((file) => (
            <div key={file.id} className={classes.picture} style={isSingle ? placeOf(file) : undefined}>
              {render?.(file)}
            </div>
          ))}
        </div>
      )}
      {others.map((file) => (
        <div key={file.id} className={isRecordingType(file.type) ? classes.recording : classes.card}>
          {render?.(file)}
        </div>
      ))}
    </div>
  )
}

function placeOf({ width, height }: FileRef): CSSProperties {
  const [wide, high] = [width ?? 1, height ?? 1]
  const scale = Math.min(1, widest / wide, highest / high)
  return { width: Math.max(48, Math.round(wide * scale)), aspectRatio: `${wide} / ${high}` }
}
