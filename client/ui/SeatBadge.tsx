import { Badge, type MantineSize } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'

/** Those who preside stand out; the rest are calm. */
const colours: Record<ClusterSeat, string> = {
  secretariat: 'brand',
  chair: 'brand',
  viceChair: 'brand',
  delegate: 'gray',
  expert: 'teal',
  observer: 'gray',
}

export function SeatBadge({ seat, size = 'sm' }: { seat: ClusterSeat; size?: MantineSize }) {
  const { t } = useText()
  return (
    <Badge size={size} variant="light" color={colours[seat]}>
      {t(`seat.${seat}`)}
    </Badge>
  )
}
