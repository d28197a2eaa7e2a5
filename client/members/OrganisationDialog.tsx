import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import type { ShapeForm } from '#client/platform/useShapeForm.ts'
import { BilingualInput } from '#client/ui/BilingualInput.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Organisation } from '#shared/members/person.shape.ts'
import { sectors } from '#shared/members/sectors.ts'

interface Props {
  /** Null adds a new one. */
  organisation: Organisation | null
  onClose(): void
  onDone(seq: number): void
}

export function OrganisationDialog({ organisation, onClose, onDone }: Props) {
  const { t } = useText()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(organisation ? 'members.organisations.change' : 'members.organisations.add')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {organisation ? (
        <ChangeForm organisation={organisation} onClose={onClose} onDone={onDone} />
      ) : (
        <AddForm onClose={onClose} onDone={onDone} />
      )}
    </Modal>
  )
}

function AddForm({ onClose, onDone }: Omit<Props, 'organisation'>) {
  const { language } = useText()
  const form = useCommandForm('organisation.add', {
    initial: { name: { zh: '', en: '', authoritative: language }, sectors: [], province: '', site: '' },
    draft: 'organisation',
    onDone: ({ seq }) => onDone(seq),
  })
  return <Fields form={form} onClose={onClose} />
}

function ChangeForm({ organisation, onClose, onDone }: Props & { organisation: Organisation }) {
  const { id, name, sectors: codes, province, site = '' } = organisation
  const form = useCommandForm('organisation.describe', {
    initial: { organisation: id, name, sectors: codes, province, site },
    onDone: ({ seq }) => onDone(seq),
  })
  return <Fields form={form} onClose={onClose} />
}

function Fields<Values>({ form, onClose }: { form: ShapeForm<Values>; onClose(): void }) {
  const { t, language } = useText()
  return (
    <form {...form.props}>
      <Stack>
        <BilingualInput form={form} path="name" legend={t('members.organisations.name')} autoFocus />
        <MultiSelect
          label={t('members.organisations.sectors')}
          description={t('members.organisations.sectors.hint')}
          data={sectors.map((sector) => ({ value: sector.code, label: `${sector.code} ${sector[language]}` }))}
          searchable
          hidePickedOptions
          {...form.field('sectors')}
        />
        <TextInput label={t('members.organisations.province')} {...form.field('province')} />
        <TextInput
          label={t('members.organisations.site')}
          description={t('members.organisations.site.hint')}
          type="url"
          {...form.field('site')}
        />
        <FormRefusal refusal={form.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {t('platform.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
