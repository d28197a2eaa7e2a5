import { Menu } from '@mantine/core'
import { Globe, GlobeLock } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { useToldCommand } from '#client/rooms/useToldCommand.ts'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { MenuFrame } from '#client/ui/MenuFrame.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { type Act, looks, useActs, useMayPublish } from './DecisionActs.tsx'

interface Props extends Framed {
  room: string
  decision: Decision
  onOpen(act: Act): void
}

export function ActItems({ room, decision, onOpen, ...framed }: Props) {
  const { t } = useText()
  const acts = useActs(room, decision)
  const publish = useToldCommand('decision.publish')
  const mayPublish = useMayPublish(room, decision)
  return (
    <MenuFrame {...framed}>
      {acts.map((act) => {
        const [Icon, words] = looks[act]
        const isAgain = act === 'open' && decision.state === 'void'
        return (
          <Menu.Item key={act} leftSection={<Icon size={16} aria-hidden />} onClick={() => onOpen(act)}>
            {isAgain ? t('decisions.act.reopen', { round: decision.round + 1 }) : t(words)}
          </Menu.Item>
        )
      })}
      {mayPublish && (
        <Menu.Item
          leftSection={decision.isPublished ? <GlobeLock size={16} aria-hidden /> : <Globe size={16} aria-hidden />}
          onClick={() => void publish.run({ room, decision: decision.id, isPublished: !decision.isPublished })}
        >
          {t(decision.isPublished ? 'decisions.act.unpublish' : 'decisions.act.publish')}
        </Menu.Item>
      )}
    </MenuFrame>
  )
}
