import '#client/ui/mantineLate.ts'
import './elections.texts.ts'
import { Radio, Select, Stack } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePeople, usePerson } from '#client/members/people.store.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Office } from '#shared/decisions/election.shape.ts'
import { isAlive, nominatedAs } from '#shared/decisions/election.ts'
import type { SeenElection } from './useElection.ts'

/** Puts oneself or somebody else up for an office. */
export function NominateDialog({ seen, office, onClose }: { seen: SeenElection; office: Office; onClose(): void }) {
  const { t, bi } = useText()
  const { room, election, nominations, me } = seen
  const people = usePeople()
  const own = usePerson(me)
  const stands = new Set(
    nominations.filter((other) => other.office === office.id && isAlive(other)).map(({ person }) => person),
  )
  const ways = nominatedAs.filter(
    (way) => (way !== 'self' || !stands.has(me)) && (way !== 'organisation' || own?.organisation != null),
  )
  const [first = 'person'] = ways
  const form = useCommandForm('nomination.propose', {
    initial: { room, election: election.id, office: office.id, as: first, person: first === 'self' ? me : '' },
    onDone: onClose,
  })
  const { as } = form.values
  const others = people.filter(({ id, state }) => state === 'active' && id !== me && !stands.has(id))
  return (
    <FormDialog
      title={t('elections.nominate.for', { title: bi(office.title) })}
      form={form}
      action={t('elections.nominate')}
      onClose={onClose}
    >
      <Radio.Group
        label={t('elections.nominate.as')}
        value={as}
        error={form.errorOf('as')}
        onChange={(way) => {
          form.set('as', way)
          form.set('person', way === 'self' ? me : '')
        }}
      >
        <Stack gap={8} mt={6}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`elections.nominate.as.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {as !== 'self' && (
        <Select
          label={t('elections.nominate.who')}
          searchable
          required
          limit={40}
          nothingFoundMessage={t('platform.nothingFound')}
          data={others.map(({ id, name }) => ({ value: id, label: bi(name) }))}
          {...form.field('person')}
          onChange={(person) => form.set('person', person ?? '')}
        />
      )}
    </FormDialog>
  )
}
