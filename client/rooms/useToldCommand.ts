import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import type { CommandName } from '#shared/contract.ts'

/** As `useCommand`, for deeds without a place of their own to say no: the refusal is told at the edge of the screen. */
export function useToldCommand<C extends CommandName>(name: C) {
  const command = useCommand(name)
  const { say } = useText()
  const { refusal } = command
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, in the language of that moment
  useEffect(() => {
    if (refusal) notifications.show({ id: `refused.${name}`, color: 'red', message: say(refusal) })
  }, [refusal])
  return command
}
