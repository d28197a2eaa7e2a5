import '#client/ui/mantineLate.ts'
import './elections.texts.ts'
import { Button, Checkbox, Fieldset, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { type BilingualForm, BilingualInput } from '#client/ui/BilingualInput.tsx'
import type { Ask } from '#shared/contract.ts'
import { methodNames } from '#shared/decisions/count.texts.ts'
import { methodsFor, mostPlaces, officeSeats } from '#shared/decisions/election.ts'
import { MomentInput } from './MomentInput.tsx'

interface Props {
  form: BilingualForm
  at: number
  office: Ask<'election.call'>['offices'][number]
  /** Only the secretariat lets seats of the cluster change hands. */
  givesSeats: boolean
  onDrop?(): void
}

/** One office that is to be filled. */
export function OfficeInputs({ form, at, office, givesSeats, onDrop }: Props) {
  const { t, language } = useText()
  const path = `offices.${at}`
  const methods = methodsFor(office.places).map((value) => ({
    value,
    label: value === 'plurality' ? t('elections.office.method.plurality') : methodNames[value][language],
  }))
  return (
    <Fieldset legend={t('elections.office', { number: at + 1 })}>
      <Stack gap="sm">
        <BilingualInput form={form} path={`${path}.title`} legend={t('elections.office.title')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
          <NumberInput
            label={t('elections.office.places')}
            min={1}
            max={mostPlaces}
            {...form.field(`${path}.places`)}
            onChange={(value) => {
              const places = Number(value)
              form.set(`${path}.places`, places)
              if (places > 0 && !methodsFor(places).includes(office.method)) {
                form.set(`${path}.method`, methodsFor(places)[0])
              }
            }}
          />
          <Select
            label={t('elections.office.method')}
            allowDeselect={false}
            data={methods}
            {...form.field(`${path}.method`)}
          />
          {givesSeats && (
            <Select
              label={t('elections.office.seat')}
              allowDeselect={false}
              data={[
                { value: '', label: t('elections.office.seat.none') },
                ...officeSeats.map((seat) => ({ value: seat, label: t(`seat.${seat}`) })),
              ]}
              value={office.seat ?? ''}
              onChange={(seat) => form.set(`${path}.seat`, seat === '' ? null : seat)}
            />
          )}
          <MomentInput
            label={t('elections.office.termUntil')}
            value={Number(office.termUntil)}
            error={form.errorOf(`${path}.termUntil`)}
            onChange={(moment) => form.set(`${path}.termUntil`, moment ?? 0)}
          />
        </SimpleGrid>
        {office.seat !== null && (
          <Checkbox
            label={t('elections.office.byElection')}
            checked={office.isByElection}
            onChange={(event) => form.set(`${path}.isByElection`, event.currentTarget.checked)}
          />
        )}
        {onDrop && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onDrop} style={{ alignSelf: 'flex-start' }}>
            {t('elections.office.drop')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}
