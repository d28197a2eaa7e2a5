import { useCallback, useState } from 'react'
import { Refusal } from '#shared/platform/refusal.ts'

/** Something that a button or a form sets in motion; `run` gives undefined when it was refused. */
export interface Deed<In, Out> {
  run(input: In): Promise<Out | undefined>
  isPending: boolean
  refusal: Refusal | null
  clear(): void
}

/** As `useCommand`, for what is no command of the contract, such as signing in. */
export function useDeed<In, Out>(act: (input: In) => Promise<Out>): Deed<In, Out> {
  const [isPending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function run(input: In) {
    setPending(true)
    setRefusal(null)
    try {
      return await act(input)
    } catch (thrown) {
      setRefusal(thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal'))
      return undefined
    } finally {
      setPending(false)
    }
  }
  const clear = useCallback(() => setRefusal(null), [])
  return { run, isPending, refusal, clear }
}
