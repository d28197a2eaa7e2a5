import './profile.texts.ts'
import { Button } from '@mantine/core'
import { Eye, EyeOff } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { readBlocks, useIsBlocked } from './blocks.store.ts'
import { useMe } from './me.store.ts'

/** Not to hear from somebody any more, or again. They are not told. */
export function BlockButton({ person }: { person: Person }) {
  const { t } = useText()
  const me = useMe().person.id
  const isBlocked = useIsBlocked(person.id)
  const set = useCommand('block.set')
  if (me === person.id || person.state === 'former') return null
  const Icon = isBlocked ? Eye : EyeOff
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        title={t(isBlocked ? 'members.unblock.hint' : 'members.block.hint')}
        leftSection={<Icon size={15} aria-hidden />}
        loading={set.isPending}
        onClick={async () => (await set.run({ person: person.id, isOn: !isBlocked })) && readBlocks()}
      >
        {t(isBlocked ? 'members.unblock' : 'members.block')}
      </Button>
      <FormRefusal refusal={set.refusal} />
    </>
  )
}
