import { Badge, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { clusterSeats } from '#shared/platform/actor.ts'
import { signIn } from './account.ts'
import classes from './DemoSeats.module.css'
import { findSession } from './me.store.ts'

type DemoSeat = QueryOutput<'cluster.front'>['demoSeats'][number]

/** One click takes a seat of the demo cluster. Only a demo offers them. */
export function DemoSeats({ seats }: { seats: readonly DemoSeat[] }) {
  const { t } = useText()
  const { run, isPending, refusal } = useDeed(signIn)
  const take = async ({ email, password }: DemoSeat) => {
    if (await run({ email, password })) await findSession()
  }
  return (
    <section className={classes.panel} aria-labelledby="demo-seats">
      <Stack gap={4} mb="md">
        <Title order={2} size="h4" id="demo-seats">
          {t('members.demo')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('members.demo.lead')}
        </Text>
      </Stack>
      <FormRefusal refusal={refusal} />
      {grouped(seats).map(([seat, group]) => (
        <section key={seat} className={classes.group} aria-label={t(`seat.${seat}`)}>
          <Text size="xs" fw={600} c="dimmed" mb={6} aria-hidden>
            {t(`seat.${seat}`)}
          </Text>
          <div className={classes.cards}>
            {group.map((demo) => (
              <SeatCard key={demo.person.id} demo={demo} isPending={isPending} onTake={() => take(demo)} />
            ))}
          </div>
        </section>
      ))}
    </section>
  )
}

function SeatCard({ demo, isPending, onTake }: { demo: DemoSeat; isPending: boolean; onTake(): void }) {
  const { t, bi } = useText()
  const { person, organisation } = demo
  return (
    <UnstyledButton className={classes.card} disabled={isPending} onClick={onTake}>
      <PersonAvatar person={person} />
      <span className={classes.words}>
        <Group gap={6} wrap="nowrap" component="span">
          <Text component="span" size="sm" fw={600} truncate>
            {bi(person.name)}
          </Text>
          <Badge size="xs" variant="default" component="span">
            {t(`language.self.${person.language}`)}
          </Badge>
        </Group>
        <Text component="span" size="xs" c="dimmed" truncate display="block">
          {organisation ? bi(organisation) : bi(person.title)}
        </Text>
      </span>
    </UnstyledButton>
  )
}

/** By the first seat that a person holds, in the order of the roll. */
function grouped(seats: readonly DemoSeat[]): [ClusterSeat, DemoSeat[]][] {
  const groups = clusterSeats.map((seat): [ClusterSeat, DemoSeat[]] => [
    seat,
    seats.filter(({ person }) => clusterSeats.find((held) => person.seats.includes(held)) === seat),
  ])
  return groups.filter(([, group]) => group.length > 0)
}
