import './moderation.texts.ts'
import { Text } from '@mantine/core'
import { useEffect } from 'react'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { reasonIn } from '#shared/causes.ts'

/** To whoever was removed: from which room, and why. Others learn nothing here. */
export function Farewell({ room }: { room: string }) {
  const { t, bi, language } = useText()
  const { data, refetch } = useAsk('room.standing', { room })
  // What was asked before the removal knows nothing of it.
  useEffect(() => void refetch(), [refetch])
  if (!data?.removal) return null
  const { title } = data.removal
  const reason = reasonIn(data.removal, language)
  return (
    <Text size="sm" role="status" maw={460} ta="center">
      {t('rooms.removedFrom', { title: bi(title), reason })}
    </Text>
  )
}
