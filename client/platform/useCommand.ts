import { useCallback, useRef, useState } from 'react'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { newCid, send } from './hub.ts'

/**
 * A deed for a button or a form. `run` gives the answer, or undefined when it was refused (then `refusal` says why).
 * The same input keeps its `cid` until the hub has answered, so that pressing again after a cut does it once.
 */
export function useCommand<C extends CommandName>(name: C) {
  const [isPending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const unanswered = useRef<{ input: string; cid: string } | null>(null)

  const run = useCallback(
    async (input: Ask<C>): Promise<Output<C> | undefined> => {
      const content = JSON.stringify(input)
      if (unanswered.current?.input !== content) unanswered.current = { input: content, cid: newCid() }
      setPending(true)
      setRefusal(null)
      try {
        const output = await send(name, input, unanswered.current.cid)
        unanswered.current = null
        return output
      } catch (thrown) {
        const why = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
        if (!isUnanswered(why)) unanswered.current = null
        setRefusal(why)
        return undefined
      } finally {
        setPending(false)
      }
    },
    [name],
  )
  const clear = useCallback(() => setRefusal(null), [])
  return { run, isPending, refusal, clear }
}

/** Whether the deed may or may not have been done: only the same `cid` may be tried again. */
export const isUnanswered = ({ code }: Pick<Refusal, 'code'>) => code === 'unavailable' || code === 'internal'
