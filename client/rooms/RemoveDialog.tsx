import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import './roomsLate.texts.ts'
import { Switch, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import { tokenScopes } from '#shared/platform/actor.ts'
import { mayEnter } from '#shared/rooms/room.ts'
import { useRoomTalk } from './roomContext.ts'

/** Takes somebody off the roll, for good or until they come back by themselves. */
export function RemoveDialog(props: { room: string; person: string; name: string; onClose(): void }) {
  const { room, person, name, onClose } = props
  const { t } = useText()
  const { ofRoom } = useRoomTalk()
  const found = usePeopleById().get(person)
  const asMember = { personId: person, isActive: true, seats: found?.seats ?? [], scopes: tokenScopes }
  const canReturn = mayEnter(asMember, { room: ofRoom.room, seat: null })
  const form = useCommandForm('seat.remove', {
    initial: { room, person, reason: '', mayReturn: false },
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('rooms.remove.title', { name })}
      form={form}
      action={t('rooms.remove')}
      isDangerous
      onClose={onClose}
    >
      <Text size="sm">{t('rooms.remove.body')}</Text>
      {canReturn && (
        <Switch
          label={t('rooms.remove.mayReturn')}
          description={t('rooms.remove.mayReturn.hint')}
          checked={form.values.mayReturn === true}
          onChange={(event) => form.set('mayReturn', event.currentTarget.checked)}
        />
      )}
      <ReasonInput form={form} isFirst />
    </FormDialog>
  )
}
