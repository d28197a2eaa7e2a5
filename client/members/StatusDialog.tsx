import '#client/ui/mantineLate.ts'
import './status.texts.ts'
import { ActionIcon, Button, Chip, Group, Input, Text, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useState } from 'react'
import { usePlace, useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { EmojiButton } from '#client/ui/EmojiButton.tsx'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { longestStatus } from '#shared/members/status.ts'
import { momentAt, wallAt } from '#shared/platform/days.ts'
import { useMe } from './me.store.ts'
import { endOf, type UsualEnd, usualEnds } from './statusEnds.ts'
import { useStatus, useStatusesKnown } from './statuses.store.ts'

const usual = [
  { name: 'meeting', emoji: '🗓️', end: 'hour' },
  { name: 'focus', emoji: '🎧', end: 'hour' },
  { name: 'travel', emoji: '🚄', end: 'today' },
  { name: 'leave', emoji: '🏝️', end: 'week' },
] as const
type End = UsualEnd | 'none' | 'own'
const ends: End[] = ['none', ...usualEnds, 'own']

/** Says where one is or what one is about, for a time. */
export function StatusDialog({ onClose }: { onClose(): void }) {
  return useStatusesKnown() ? <StatusForm onClose={onClose} /> : null
}

function StatusForm({ onClose }: { onClose(): void }) {
  const { t } = useText()
  const timeZone = usePlace((place) => place.timeZone)
  const present = useStatus(useMe().person.id)
  const { text = '', emoji = null, until = null } = present ?? {}
  const form = useCommandForm('status.set', { initial: { text, emoji, until }, onDone: onClose })
  const clear = useCommand('status.set')
  const [end, setEnd] = useState<End>(until === null ? 'none' : 'own')
  const choose = (next: End) => {
    setEnd(next)
    if (next === 'none') form.set('until', null)
    else form.set('until', endOf(next === 'own' ? 'hour' : next, serverNow(), timeZone))
  }
  const ownEnd = Number(form.values.until)
  return (
    <FormDialog title={t('members.status.set')} form={form} onClose={onClose}>
      <Text size="sm" c="dimmed">
        {t('members.status.hint')}
      </Text>
      <TextInput
        label={t('members.status.text')}
        maxLength={longestStatus}
        data-autofocus
        leftSection={
          <EmojiButton
            label={t('members.status.emoji')}
            emoji={form.values.emoji}
            size={28}
            onPick={(picked) => form.set('emoji', picked)}
          />
        }
        rightSection={
          form.values.emoji && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('members.status.noEmoji')}
              onClick={() => form.set('emoji', null)}
            >
              <X size={15} aria-hidden />
            </ActionIcon>
          )
        }
        {...form.field('text')}
      />
      <Group gap={6}>
        {usual.map((one) => (
          <Button
            key={one.name}
            size="compact-sm"
            variant="default"
            leftSection={one.emoji}
            onClick={() => {
              form.set('text', t(`members.status.usual.${one.name}`))
              form.set('emoji', one.emoji)
              choose(one.end)
            }}
          >
            {t(`members.status.usual.${one.name}`)}
          </Button>
        ))}
      </Group>
      <Input.Wrapper label={t('members.status.for')} error={end === 'own' ? null : form.errorOf('until')}>
        <Chip.Group value={end} onChange={(next) => choose(next as End)}>
          <Group gap={6} mt={6}>
            {ends.map((one) => (
              <Chip key={one} size="sm" value={one}>
                {t(`members.status.end.${one}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      {end === 'own' && (
        <TextInput
          type="datetime-local"
          label={t('members.status.own')}
          error={form.errorOf('until')}
          defaultValue={Number.isNaN(ownEnd) ? '' : wallAt(ownEnd, timeZone)}
          onChange={(event) => form.set('until', momentAt(event.currentTarget.value, timeZone))}
        />
      )}
      <FormRefusal refusal={clear.refusal} />
      {present && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          loading={clear.isPending}
          onClick={async () => (await clear.run({ text: '', emoji: null, until: null })) && onClose()}
        >
          {t('members.status.clear')}
        </Button>
      )}
    </FormDialog>
  )
}
