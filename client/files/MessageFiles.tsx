import './files.texts.ts'
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { Download, ImageDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useDataSaver } from '#client/platform/dataSaver.store.ts'
import { latePart } from '#client/ui/latePart.tsx'
import type { FileRef } from '#shared/files/file.shape.ts'
import { isRecordingType } from '#shared/files/file.ts'
import { FilesLayout } from './FilesLayout.tsx'
import { addressOfFile, addressOfThumbnail, factsOf, iconOf } from './fileLook.ts'
import classes from './MessageFiles.module.css'

const Lightbox = latePart(async () => (await import('./Lightbox.tsx')).Lightbox)

/** Pictures, recordings and other files of a message. */
export function MessageFiles({ files }: { files: readonly FileRef[] }) {
  const { t } = useText()
  const [shown, setShown] = useState<string | null>(null)
  const [asked, setAsked] = useState<readonly string[]>([])
  const savesData = useDataSaver(({ isOn }) => isOn)
  const pictures = files.filter(({ width }) => width !== null)

  const picture = (file: FileRef) => (
    <UnstyledButton
      className={classes.open}
      aria-label={t('files.open', { name: file.name })}
      onClick={() => setShown(file.id)}
    >
      <img
        className={classes.image}
        src={addressOfThumbnail(file.id)}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        loading="lazy"
        decoding="async"
        draggable={false}
      />
    </UnstyledButton>
  )
  return (
    <>
      <FilesLayout
        files={files}
        render={(file) => {
          if (file.width !== null) {
            if (!savesData || asked.includes(file.id)) return picture(file)
            return <Unfetched file={file} onAsk={() => setAsked([...asked, file.id])} />
          }
          return isRecordingType(file.type) ? <Recording file={file} /> : <FileCard file={file} />
        }}
      />
      {shown && (
        <Suspense>
          <Lightbox pictures={pictures} first={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  )
}

/** A picture's place, where data is to be saved: it comes when it is asked for. */
function Unfetched({ file, onAsk }: { file: FileRef; onAsk(): void }) {
  const { t } = useText()
  return (
    <UnstyledButton className={classes.unfetched} onClick={onAsk} aria-label={t('files.fetch', { name: file.name })}>
      <ImageDown size={22} strokeWidth={1.6} aria-hidden />
      <span className={classes.name}>{file.name}</span>
    </UnstyledButton>
  )
}

function FileCard({ file }: { file: FileRef }) {
  const { t } = useText()
  const Icon = iconOf(file.type)
  return (
    <div className={classes.card}>
      <Icon className={classes.icon} size={26} strokeWidth={1.6} aria-hidden />
      <div className={classes.about}>
        <div className={classes.name} title={file.name}>
          {file.name}
        </div>
        <div className={classes.size}>{factsOf(file)}</div>
      </div>
      <ActionIcon
        component="a"
        href={addressOfFile(file.id)}
        download={file.name}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('files.save', { name: file.name })}
      >
        <Download size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Recording({ file }: { file: FileRef }) {
  return (
    <div className={classes.recording}>
      <FileCard file={file} />
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said */}
      <audio className={classes.player} controls preload="none" src={addressOfFile(file.id)} aria-label={file.name} />
    </div>
  )
}
