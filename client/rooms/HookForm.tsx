import '#client/ui/mantineLate.ts'
import { Button, Checkbox, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Ask } from '#shared/contract.ts'
import { hookFormats, hookTopics } from '#shared/rooms/hook.ts'

interface Props {
  room: string
  onClose(): void
  /** With the secret of a program, or nothing. */
  onAdded(secret: string): void
}

export function HookForm({ room, onClose, onAdded }: Props) {
  const { t } = useText()
  const initial: Ask<'hook.add'> = { room, label: '', format: 'wecom', url: '', secret: '', topics: ['message'] }
  const form = useCommandForm('hook.add', { initial, onDone: ({ secret }) => onAdded(secret) })
  const { format } = form.values
  return (
    <form {...form.props}>
      <Stack>
        <TextInput
          label={t('hooks.label')}
          placeholder={t('hooks.label.example')}
          required
          data-autofocus
          {...form.field('label')}
        />
        <Select
          label={t('hooks.format')}
          allowDeselect={false}
          data={hookFormats.map((value) => ({ value, label: t(`hooks.format.${value}`) }))}
          value={format}
          onChange={(value) => form.set('format', value)}
        />
        <TextInput
          label={t('hooks.url')}
          description={t('hooks.url.hint')}
          type="url"
          inputMode="url"
          autoComplete="off"
          required
          {...form.field('url')}
        />
        {(format === 'dingtalk' || format === 'feishu') && (
          <PasswordInput label={t('hooks.secret')} autoComplete="off" {...form.field('secret')} />
        )}
        <Checkbox.Group label={t('hooks.topics')} {...form.field('topics')}>
          <Stack gap="xs" mt="xs">
            {hookTopics.map((topic) => (
              <Checkbox key={topic} value={topic} label={t(`hooks.topic.${topic}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <FormRefusal refusal={form.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {t('hooks.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
