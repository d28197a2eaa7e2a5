import { lazy, memo, Suspense } from 'react'
import type { FileRef } from '#shared/files/file.shape.ts'
import { FilesLayout } from './FilesLayout.tsx'

const MessageFiles = lazy(() =>
  import('./MessageFiles.tsx').then(
    (part) => ({ default: part.MessageFiles }),
    // Cut off before it could be fetched: the places stay.
    () => ({ default: FilesLayout }),
  ),
)

/** The files of a message. Their places are there at once, so that nothing jumps when they come. */
export const FilesOf = memo(function FilesOf({ files }: { files: readonly FileRef[] }) {
  return (
    <Suspense fallback={<FilesLayout files={files} />}>
      <MessageFiles files={files} />
    </Suspense>
  )
})
