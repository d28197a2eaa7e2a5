import { Button, Group } from '@mantine/core'
import { Armchair, MailX, ShieldOff, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { personLife } from '#shared/members/person.ts'
import { can } from '#shared/permissions.ts'
import { allows } from '#shared/platform/life.ts'
import { useActor } from './me.store.ts'
import { SeatsDialog } from './SeatsDialog.tsx'

type Deed = 'suspend' | 'reinstate' | 'withdraw' | 'resetSecondFactor'
const deeds = [
  { deed: 'withdraw', icon: MailX, isDangerous: true },
  { deed: 'suspend', icon: UserX, isDangerous: true },
  { deed: 'reinstate', icon: UserCheck, isDangerous: false },
  { deed: 'resetSecondFactor', icon: ShieldOff, isDangerous: true },
] as const

interface Props {
  person: Person
  onChanged(seq: number): void
}

/** What the one who looks may do with a person; nothing for most. */
export function PersonDeeds({ person, onChanged }: Props) {
  const { t } = useText()
  const actor = useActor()
  const [open, setOpen] = useState<Deed | 'seat' | null>(null)
  const done = (seq: number) => {
    setOpen(null)
    onChanged(seq)
  }
  const possible = deeds.filter(
    ({ deed }) => can(actor, `person.${deed}`, { person }) && allows(personLife, person.state, deed),
  )
  return (
    <Group gap="xs">
      {can(actor, 'person.seat', { person }) && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Armchair size={15} aria-hidden />}
          onClick={() => setOpen('seat')}
        >
          {t('members.seat.change')}
        </Button>
      )}
      {possible.map(({ deed, icon: Icon, isDangerous }) => (
        <Button
          key={deed}
          variant="light"
          size="xs"
          color={isDangerous ? 'red' : undefined}
          leftSection={<Icon size={15} aria-hidden />}
          onClick={() => setOpen(deed)}
        >
          {t(`members.deed.${deed}`)}
        </Button>
      ))}
      {open === 'seat' && <SeatsDialog person={person} onClose={() => setOpen(null)} onDone={done} />}
      {open !== null && open !== 'seat' && (
        <ReasonedDeed key={open} deed={open} person={person} onClose={() => setOpen(null)} onDone={done} />
      )}
    </Group>
  )
}

interface DeedProps {
  deed: Deed
  person: Person
  onClose(): void
  onDone(seq: number): void
}

function ReasonedDeed({ deed, person, onClose, onDone }: DeedProps) {
  const { t, bi } = useText()
  const command = useCommand(`person.${deed}`)
  const run = async (reason: string) => {
    const output = await command.run({ person: person.id, reason })
    if (output) onDone(output.seq)
    return output
  }
  return (
    <ConfirmWithReason
      title={t(`members.deed.${deed}`)}
      body={t(`members.deed.${deed}.body`, { name: bi(person.name) })}
      action={t(`members.deed.${deed}`)}
      isDangerous={deed !== 'reinstate'}
      deed={{ ...command, run }}
      onClose={onClose}
      onDone={() => {}}
    />
  )
}
