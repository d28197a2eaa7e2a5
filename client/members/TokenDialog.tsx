import './tokens.texts.ts'
import '#client/ui/mantineLate.ts'
import { Alert, Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { CopyField } from '#client/ui/CopyField.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { TokenScope } from '#shared/platform/actor.shape.ts'
import { tokenScopes } from '#shared/platform/actor.ts'

interface Props {
  onClose(): void
  onMade(): void
}

/** Makes a token. Its secret is shown once, here, and never again. */
export function TokenDialog({ onClose, onMade }: Props) {
  const { t } = useText()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      // A stray click beside the dialog must not cost the secret.
      closeOnClickOutside={secret === null}
      title={t('members.tokens.new')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {secret === null ? (
        <TokenForm
          onClose={onClose}
          onMade={(made) => {
            setSecret(made)
            onMade()
          }}
        />
      ) : (
        <Stack>
          <Alert color="yellow" icon={<TriangleAlert size={18} aria-hidden />}>
            {t('members.tokens.once')}
          </Alert>
          <CopyField label={t('members.tokens.secret')} value={secret} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('platform.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

const terms = [7, 30, 90, 366]

function TokenForm({ onClose, onMade }: { onClose(): void; onMade(secret: string): void }) {
  const { t } = useText()
  const form = useCommandForm('token.create', {
    initial: { label: '', scopes: ['read'] as TokenScope[], days: 30 },
    onDone: ({ secret }) => onMade(secret),
  })
  return (
    <form {...form.props}>
      <Stack>
        <TextInput
          label={t('members.tokens.label')}
          placeholder={t('members.tokens.label.example')}
          required
          data-autofocus
          {...form.field('label')}
        />
        <Checkbox.Group label={t('members.tokens.scopes')} {...form.field('scopes')}>
          <Stack gap="xs" mt="xs">
            {tokenScopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={t(`scope.${scope}.hint`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('members.tokens.term')}
          allowDeselect={false}
          data={terms.map((days) => ({ value: String(days), label: t('members.tokens.days', { count: days }) }))}
          value={String(form.values.days)}
          onChange={(days) => form.set('days', Number(days))}
          error={form.errorOf('days')}
        />
        <FormRefusal refusal={form.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {t('members.tokens.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
