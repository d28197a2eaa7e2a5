import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import { NumberInput, Radio, Stack } from '@mantine/core'
import { useRef } from 'react'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { newCid, send } from '#client/platform/hub.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import { Reason } from '#shared/members/fields.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Report } from '#shared/rooms/moderation.shape.ts'
import { longestMuteMinutes, reportOutcomes } from '#shared/rooms/moderation.ts'
import { useRoomTalk } from './roomContext.ts'

const Settling = z.object({
  outcome: z.enum(reportOutcomes),
  minutes: z.number().int().min(1).max(longestMuteMinutes),
  reason: Reason,
})
type Settling = z.infer<typeof Settling>

interface Props {
  front: string
  report: Report
  /** Of the message's author. */
  name: string
  onClose(): void
}

/** Does what the outcome says, in the front room and in one's own name, then tells those who complained. */
export function SettleDialog({ front, report, name, onClose }: Props) {
  const { t } = useText()
  const { room } = useRoomTalk()
  // Where only the telling failed, the act is not done a second time.
  const done = useRef<Settling['outcome'] | null>(null)
  const deed = useDeed(async ({ outcome, minutes, reason }: Settling) => {
    if (done.current !== outcome) await act({ outcome, minutes, reason })
    done.current = outcome
    return send('report.settle', { room, message: report.id, outcome, reason }, newCid())
  })
  const form = useShapeForm<Settling, unknown>({
    shape: Settling,
    initial: { outcome: 'dismissed', minutes: 60, reason: '' },
    deed,
    onDone: onClose,
  })

  async function act({ outcome, minutes, reason }: Settling) {
    const person = { room: front, person: report.author, reason }
    if (outcome === 'muted') await send('seat.mute', { ...person, minutes }, newCid())
    if (outcome === 'removed') await send('seat.remove', person, newCid())
    if (outcome === 'redacted') {
      await send('message.redact', { room: front, message: report.id, reason }, newCid()).catch(unlessErased)
    }
  }
  return (
    <FormDialog
      title={t('rooms.report.settle.title', { name })}
      form={form}
      action={t('rooms.report.settle')}
      onClose={onClose}
    >
      <Radio.Group
        label={t('rooms.report.outcome')}
        value={form.values.outcome}
        onChange={(outcome) => form.set('outcome', outcome)}
      >
        <Stack gap={8} mt={6}>
          {reportOutcomes.map((outcome) => (
            <Radio key={outcome} value={outcome} label={t(`rooms.report.outcome.${outcome}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.outcome === 'muted' && (
        <NumberInput label={t('rooms.mute.minutes')} min={1} max={longestMuteMinutes} {...form.field('minutes')} />
      )}
      <ReasonInput form={form} hint={t('rooms.report.reason.hint')} />
    </FormDialog>
  )
}

/** A message that is gone already needs no second erasure. */
function unlessErased(thrown: unknown) {
  if (!(thrown instanceof Refusal) || thrown.key !== 'rooms.messageErased') throw thrown
}
