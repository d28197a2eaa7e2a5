import './files.texts.ts'
import './keptTrays.ts'
import { ActionIcon, Button, FileButton, Portal } from '@mantine/core'
import { Paperclip, Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import classes from './AttachPart.module.css'
import { filesDropped, filesPasted, hasFiles } from './givenFiles.ts'
import { TrayCard } from './TrayCard.tsx'
import { readinessOf, setTray, useTray } from './tray.store.ts'
import { uploader } from './uploads.ts'

/** Opens the device's own choice of files; on a phone, camera and gallery too. */
export function AttachButton({ room }: { room: string }) {
  const { t } = useText()
  return (
    <FileButton multiple onChange={(files) => void uploader.add(room, files)}>
      {(props) => (
        <Hint label={t('files.attach')}>
          <ActionIcon {...props} variant="subtle" color="gray" size={34} aria-label={t('files.attach')}>
            <Paperclip size={18} aria-hidden />
          </ActionIcon>
        </Hint>
      )}
    </FileButton>
  )
}

/** The files in hand, above the field; takes what is dropped on the page or pasted into the field. */
export function AttachTray({ room, fieldId }: { room: string; fieldId: string }) {
  const { t } = useText()
  const tray = useTray(room)
  const isDragged = useGivenFiles(room, fieldId)
  return (
    <>
      {isDragged && (
        <Portal>
          <div className={classes.drop}>
            <div>
              <Upload size={30} aria-hidden />
              {t('files.drop')}
            </div>
          </div>
        </Portal>
      )}
      {tray.items.length > 0 && (
        <ul className={classes.tray} aria-label={t('files.tray')}>
          {tray.items.map((item) => (
            <TrayCard key={item.key} room={room} item={item} />
          ))}
          {tray.isArmed && (
            <li className={classes.hint}>
              <span role="status">{t('files.armed')}</span>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setTray(room, { isArmed: false })}>
                {t('files.disarm')}
              </Button>
            </li>
          )}
          {readinessOf(tray) === 'broken' && <li className={classes.hint}>{t('files.seeTo')}</li>}
        </ul>
      )}
    </>
  )
}

/** Whether files are being dragged over the page. */
function useGivenFiles(room: string, fieldId: string): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setDragged(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setDragged(false)
    const drop = (event: DragEvent) => {
      setDragged(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      void uploader.add(room, filesDropped(event))
    }
    const paste = (event: ClipboardEvent) => {
      const files = filesPasted(event, fieldId)
      if (files.length === 0) return
      event.preventDefault()
      void uploader.add(room, files)
    }
    const heard = new AbortController()
    const { signal } = heard
    document.addEventListener('dragenter', over, { signal })
    document.addEventListener('dragover', over, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('paste', paste, { signal })
    return () => heard.abort()
  }, [room, fieldId])
  return isDragged
}
