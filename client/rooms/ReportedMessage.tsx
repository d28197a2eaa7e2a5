import './moderation.texts.ts'
import { FilesOf } from '#client/files/FilesOf.tsx'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useLineOf } from './called.ts'
import classes from './moderation.module.css'

/** What a reported message says now: it is read where it stands, and nowhere kept a second time. */
export function ReportedMessage({ room, message: id }: { room: string; message: string }) {
  const { t } = useText()
  const lineOf = useLineOf()
  const { data } = useAsk('messages.find', { room, ids: id })
  const message = data?.messages[0]
  if (!data) return null
  if (!message || message.erased) return <p className={classes.words}>{t('rooms.erased')}</p>
  const { files = [] } = message
  return (
    <>
      <p className={classes.words}>{t('rooms.report.quote', { words: lineOf(message) })}</p>
      {files.length > 0 && <FilesOf files={files} />}
    </>
  )
}
