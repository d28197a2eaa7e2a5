import { ActionIcon } from '@mantine/core'
import { RotateCw, X } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import classes from './AttachPart.module.css'
import { addressOfThumbnail, factsOf, iconOf, sizeText } from './fileLook.ts'
import type { TrayItem } from './tray.store.ts'
import { uploader } from './uploads.ts'

/** One file in hand: what it is, how far it is, and the ways out. */
export function TrayCard({ room, item }: { room: string; item: TrayItem }) {
  const { t, say } = useText()
  const { name, size, state, refusal, mayRetry } = item
  const percent = Math.floor((item.sent / Math.max(1, size)) * 100)
  const states = {
    waiting: t('files.waiting'),
    sending: t('files.sending', { percent }),
    checking: t('files.checking'),
    done: item.file ? factsOf(item.file) : sizeText(size),
    refused: refusal ? say(refusal) : '',
  }
  return (
    <li className={classes.item} data-state={state}>
      <Face item={item} />
      <div className={classes.about}>
        <div className={classes.name} title={name}>
          {name}
        </div>
        <div className={classes.state} role={refusal ? 'alert' : undefined}>
          {states[state]}
        </div>
      </div>
      {mayRetry && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('files.retry', { name })}
          onClick={() => uploader.retry(room, item)}
        >
          <RotateCw size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('files.remove', { name })}
        onClick={() => uploader.remove(room, item)}
      >
        <X size={17} aria-hidden />
      </ActionIcon>
      {state !== 'done' && state !== 'refused' && (
        <div
          className={classes.progress}
          role="progressbar"
          aria-label={t('files.progress', { name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <div style={{ width: `${percent}%` }} />
        </div>
      )}
    </li>
  )
}

function Face({ item: { picture, file, type } }: { item: TrayItem }) {
  const Icon = iconOf(file?.type ?? type)
  const address = picture ?? (file && file.width !== null ? addressOfThumbnail(file.id) : null)
  return <div className={classes.face}>{address ? <img src={address} alt="" /> : <Icon size={22} aria-hidden />}</div>
}
