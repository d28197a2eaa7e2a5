import './security.texts.ts'
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { CircleHelp, Laptop, Smartphone, Tablet } from 'lucide-react'
import { textOf, useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import classes from './SessionList.module.css'

type Session = QueryOutput<'account.mine'>['sessions'][number]
const icons = { desktop: Laptop, mobile: Smartphone, tablet: Tablet, other: CircleHelp }

interface Props {
  sessions: readonly Session[]
  onChanged(): void
}

export function SessionList({ sessions, onChanged }: Props) {
  const { t } = useText()
  const end = useCommand('session.end')
  const endOthers = useCommand('session.endOthers')
  const current = sessions.find(({ isCurrent }) => isCurrent)
  const done = () => {
    notifications.show({ message: textOf('members.sessions.ended') })
    onChanged()
  }
  return (
    <section aria-labelledby="sessions">
      <Stack>
        <div>
          <Title order={2} size="h5" id="sessions">
            {t('members.sessions')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.sessions.lead')}
          </Text>
        </div>
        <ul className={classes.list}>
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isPending={end.isPending}
              onEnd={async () => (await end.run({ session: session.id })) && done()}
            />
          ))}
        </ul>
        <FormRefusal refusal={end.refusal ?? endOthers.refusal} />
        {current && sessions.length > 1 && (
          <Group>
            <Button
              variant="default"
              loading={endOthers.isPending}
              onClick={async () => (await endOthers.run({ keep: current.id })) && done()}
            >
              {t('members.sessions.endOthers')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}

function SessionRow({ session, isPending, onEnd }: { session: Session; isPending: boolean; onEnd(): void }) {
  const { t, date, relative } = useText()
  const { device, kind, place, address, createdAt, usedAt, isCurrent } = session
  const Icon = icons[kind]
  const name = device || t('members.sessions.unknown')
  return (
    <li className={classes.row}>
      <Icon size={20} strokeWidth={1.6} aria-hidden className={classes.icon} />
      <Stack gap={2} miw={0} flex={1}>
        <Group gap={8}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {isCurrent && <Badge size="sm">{t('members.sessions.current')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {[
            t(`members.place.${place}`, { address }),
            t('members.sessions.used', { when: relative(usedAt) }),
            t('members.sessions.since', { date: date(createdAt) }),
          ].join(' · ')}
        </Text>
      </Stack>
      {!isCurrent && (
        <Button
          variant="subtle"
          color="red"
          size="xs"
          disabled={isPending}
          onClick={onEnd}
          aria-label={t('members.sessions.end.named', { device: name })}
        >
          {t('members.sessions.end')}
        </Button>
      )}
    </li>
  )
}
