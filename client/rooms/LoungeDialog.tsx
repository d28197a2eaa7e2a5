import './roomsLate.texts.ts'
import '#client/ui/mantineLate.ts'
import { Button, Chip, Group, Input, Modal, Radio, Stack, Switch, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { BilingualInput } from '#client/ui/BilingualInput.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Ask } from '#shared/contract.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { clusterSeats } from '#shared/platform/actor.ts'
import { roomCommands } from '#shared/rooms/contract.ts'
import type { Room } from '#shared/rooms/room.shape.ts'
import { roomAccess } from '#shared/rooms/room.ts'

type Description = Ask<'lounge.open'>
interface Props {
  /** The lounge to describe anew; left out to open one. */
  room?: Room
  onClose(): void
  onDone(room: string, seq: number): void
}

/** Opens a lounge, or changes how one is called and who may enter. */
export function LoungeDialog({ room, onClose, onDone }: Props) {
  const { t, language } = useText()
  const open = useCommand('lounge.open')
  const describe = useCommand('lounge.describe')
  const deed = room
    ? {
        ...describe,
        run: async (values: Description) => {
          const done = await describe.run({ ...values, room: room.id })
          return done && { room: room.id, seq: done.seq }
        },
      }
    : open
  const form = useShapeForm<Description, { room: string; seq: number }>({
    shape: roomCommands['lounge.open'].input,
    initial: room ? descriptionOf(room) : { ...blank, title: { ...blank.title, authoritative: language } },
    deed,
    onDone: (done) => onDone(done.room, done.seq),
    ...(room ? {} : { draft: 'lounge.open' }),
  })
  const { access, seats } = form.values
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      centered
      title={t(room ? 'rooms.describe' : 'rooms.newLounge')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <form {...form.props}>
        <Stack gap="lg">
          <BilingualInput form={form} path="title" legend={t('rooms.title')} autoFocus />
          <BilingualInput form={form} path="topic" legend={t('rooms.topic')} hasAuthoritative={false} />
          <Radio.Group label={t('rooms.access')} value={access} onChange={(value) => form.set('access', value)}>
            <Stack gap={8} mt={6}>
              {roomAccess.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  label={t(`rooms.access.${kind}`)}
                  description={t(`rooms.access.${kind}.hint`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {access === 'bySeat' && (
            <Input.Wrapper label={t('rooms.seats')} error={form.errorOf('seats')}>
              <Chip.Group multiple value={[...seats]} onChange={(chosen) => form.set('seats', chosen as ClusterSeat[])}>
                <Group gap={6} mt={6}>
                  {clusterSeats.map((seat) => (
                    <Chip key={seat} value={seat} size="sm">
                      {t(`seat.${seat}`)}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
            </Input.Wrapper>
          )}
          <Switch
            checked={form.values.isDefault}
            onChange={(event) => form.set('isDefault', event.currentTarget.checked)}
            label={t('rooms.isDefault')}
            description={t('rooms.isDefault.hint')}
          />
          <FormRefusal refusal={form.refusal} />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {room ? '' : t('rooms.openerChairs')}
            </Text>
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('platform.cancel')}
              </Button>
              <Button type="submit" loading={form.isPending}>
                {t(room ? 'platform.save' : 'rooms.open')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const blank: Description = {
  title: { zh: '', en: '', authoritative: 'zh' },
  topic: { zh: '', en: '' },
  access: 'open',
  seats: [],
  isDefault: false,
}
const descriptionOf = ({ title, topic, access, seats, isDefault }: Room): Description => ({
  title: { ...title },
  topic: { ...topic },
  access,
  seats: [...seats],
  isDefault,
})
