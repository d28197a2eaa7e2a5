import { memo } from 'react'
import { useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import type { Reaction } from '#shared/rooms/message.shape.ts'
import classes from './MessageList.module.css'
import { MessageRow } from './MessageRow.tsx'
import { OutgoingRow } from './OutgoingRow.tsx'
import type { Row } from './rows.ts'

interface Props {
  row: Row
  isLit: boolean
  isTabStop: boolean
  reactions: readonly Reaction[]
  seenBy: readonly string[]
}

export const ListRow = memo(function ListRow({ row, isLit, isTabStop, reactions, seenBy }: Props) {
  const { t } = useText()
  return (
    <>
      {row.startsDay && <DayLine at={row.at} />}
      {row.startsNew && (
        // biome-ignore lint/a11y/useSemanticElements: it carries words, which a rule cannot
        <div className={classes.newLine} role="separator">
          <span>{t('rooms.new')}</span>
        </div>
      )}
      {row.message && (
        <MessageRow
          message={row.message}
          isContinued={row.isContinued}
          isLit={isLit}
          isTabStop={isTabStop}
          reactions={reactions}
          seenBy={seenBy}
        />
      )}
      {row.outgoing && <OutgoingRow outgoing={row.outgoing} isContinued={row.isContinued} />}
    </>
  )
})

const dayMs = 86_400_000

function DayLine({ at }: { at: number }) {
  const { t, date } = useText()
  const now = serverNow()
  const day = date(at)
  const label = day === date(now) ? t('rooms.today') : day === date(now - dayMs) ? t('rooms.yesterday') : day
  return (
    // biome-ignore lint/a11y/useSemanticElements: it carries words, which a rule cannot
    <div className={classes.dayLine} role="separator">
      <span>{label}</span>
    </div>
  )
}
