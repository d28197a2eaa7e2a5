import { type Ask, type CommandName, commands, type Output } from '#shared/contract.ts'
import { useCommand } from './useCommand.ts'
import { type ShapeForm, useShapeForm } from './useShapeForm.ts'

interface Options<C extends CommandName> {
  initial: Ask<C>
  onDone(output: Output<C>): void
  /** Keeps what was typed under this name until it is done, over a reload too; passwords excepted. */
  draft?: string
}

/** A form that is one command: its shape checks the fields, its refusal marks them, and nothing typed is lost. */
export function useCommandForm<C extends CommandName>(name: C, options: Options<C>): ShapeForm<Ask<C>> {
  const deed = useCommand(name)
  return useShapeForm<Ask<C>, Output<C>>({ shape: commands[name].input, deed, ...options })
}
