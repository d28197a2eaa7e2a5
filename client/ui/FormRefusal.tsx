import { Alert } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import type { Refusal } from '#shared/platform/refusal.ts'

/** Why a form was not taken, read out at once. What was typed is still there. */
export function FormRefusal({ refusal }: { refusal: Refusal | null }) {
  const { say } = useText()
  if (!refusal) return null
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert size={18} aria-hidden />}>
      {say(refusal)}
    </Alert>
  )
}
