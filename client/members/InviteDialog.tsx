import '#client/ui/mantineLate.ts'
import { Alert, Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { BilingualInput } from '#client/ui/BilingualInput.tsx'
import { CopyField } from '#client/ui/CopyField.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { languages } from '#shared/platform/language.ts'
import { OrganisationSelect } from './PeopleFilters.tsx'
import { SeatsInput } from './SeatsDialog.tsx'

interface Props {
  onClose(): void
  onInvited(seq: number): void
}

interface Sent {
  email: string
  link: string
}

export function InviteDialog({ onClose, onInvited }: Props) {
  const { t } = useText()
  const [sent, setSent] = useState<Sent | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={sent !== null}
      title={t('members.invite')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {sent ? (
        <Stack>
          <Alert role="status" color="teal" icon={<MailCheck size={18} aria-hidden />}>
            {t('members.invite.sent', { email: sent.email })}
          </Alert>
          <CopyField label={t('members.invite.link')} value={new URL(sent.link, location.origin).href} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setSent(null)}>
              {t('members.invite.another')}
            </Button>
            <Button onClick={onClose}>{t('platform.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <InviteForm
          onClose={onClose}
          onSent={(invitation, seq) => {
            setSent(invitation)
            onInvited(seq)
          }}
        />
      )}
    </Modal>
  )
}

function InviteForm({ onClose, onSent }: { onClose(): void; onSent(sent: Sent, seq: number): void }) {
  const { t, language } = useText()
  const form = useCommandForm('person.invite', {
    initial: {
      email: '',
      name: { zh: '', en: '', authoritative: language },
      title: { zh: '', en: '' },
      organisation: null,
      seats: ['delegate'] as ClusterSeat[],
      language,
    },
    draft: 'invite',
    onDone: ({ link, seq }) => onSent({ email: form.values.email, link }, seq),
  })
  return (
    <form {...form.props}>
      <Stack>
        <TextInput
          label={t('members.email')}
          type="email"
          required
          data-autofocus
          autoComplete="off"
          {...form.field('email')}
        />
        <BilingualInput form={form} path="name" legend={t('members.name')} />
        <BilingualInput form={form} path="title" legend={t('members.title')} hasAuthoritative={false} />
        <SeatsInput {...form.field('seats')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <OrganisationSelect label={t('members.organisation')} {...form.field('organisation')} />
          <Select
            label={t('members.invite.language')}
            allowDeselect={false}
            data={languages.map((each) => ({ value: each, label: t(`language.self.${each}`) }))}
            {...form.field('language')}
          />
        </SimpleGrid>
        <FormRefusal refusal={form.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {t('members.invite.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
