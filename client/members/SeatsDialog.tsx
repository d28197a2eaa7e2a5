import '#client/ui/mantineLate.ts'
import { Checkbox, SimpleGrid } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterSeats } from '#shared/platform/actor.ts'
import { OrganisationSelect } from './PeopleFilters.tsx'

interface Props {
  person: Person
  onClose(): void
  onDone(seq: number): void
}

/** Gives a person other seats or another organisation, with the reason for the record. */
export function SeatsDialog({ person, onClose, onDone }: Props) {
  const { t, bi } = useText()
  const form = useCommandForm('person.seat', {
    initial: { person: person.id, seats: person.seats, organisation: person.organisation, reason: '' },
    onDone: ({ seq }) => onDone(seq),
  })
  return (
    <FormDialog title={t('members.seat.change.of', { name: bi(person.name) })} form={form} onClose={onClose}>
      <SeatsInput {...form.field('seats')} />
      <OrganisationSelect label={t('members.organisation')} {...form.field('organisation')} />
      <ReasonInput form={form} />
    </FormDialog>
  )
}

export function SeatsInput(props: Omit<React.ComponentProps<typeof Checkbox.Group>, 'children' | 'label'>) {
  const { t } = useText()
  return (
    <Checkbox.Group label={t('members.seats')} withAsterisk {...props}>
      <SimpleGrid cols={2} spacing="xs" mt="xs">
        {clusterSeats.map((seat) => (
          <Checkbox key={seat} value={seat} label={t(`seat.${seat}`)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}
