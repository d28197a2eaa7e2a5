import './moderation.texts.ts'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { previewOf } from '#shared/rooms/preview.ts'
import { useCalled } from './called.ts'
import classes from './moderation.module.css'

/** What a reported message says now: it is read where it stands, and nowhere kept a second time. */
export function ReportedMessage({ room, message: id }: { room: string; message: string }) {
  const { t } = useText()
  const called = useCalled()
  const { data } = useAsk('messages.find', { room, ids: id })
  const message = data?.messages[0]
  if (!data) return null
  const words = message && !message.erased ? previewOf(called(message.text)) : t('rooms.erased')
  return <p className={classes.words}>{t('rooms.report.quote', { words })}</p>
}
