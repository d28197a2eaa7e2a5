import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { proveCode } from './account.ts'
import { findSession } from './me.store.ts'

const Proof = z.object({
  code: z.string().trim().min(1, { error: 'platform.field.required' }),
  isRecovery: z.boolean(),
})

/** After a right password, where the account asks for a code too. */
export function SecondFactorForm({ onBack }: { onBack(): void }) {
  const [isRecovery, setRecovery] = useState(false)
  return (
    <CodeForm
      // Another way begins with an empty field.
      key={String(isRecovery)}
      isRecovery={isRecovery}
      onOther={() => setRecovery(!isRecovery)}
      onBack={onBack}
    />
  )
}

function CodeForm({ isRecovery, onOther, onBack }: { isRecovery: boolean; onOther(): void; onBack(): void }) {
  const { t } = useText()
  const form = useShapeForm({
    shape: Proof,
    initial: { code: '', isRecovery },
    deed: useDeed((proof: z.infer<typeof Proof>) => proveCode({ ...proof, code: proof.code.replaceAll(/\s/g, '') })),
    onDone: () => void findSession(),
  })
  return (
    <form {...form.props}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t(isRecovery ? 'members.second.ask.recovery.lead' : 'members.second.ask.lead')}
        </Text>
        <TextInput
          label={t(isRecovery ? 'members.second.recovery' : 'members.second.code')}
          autoComplete="one-time-code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          required
          autoFocus
          {...form.field('code')}
        />
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" fullWidth loading={form.isPending}>
          {t('members.signIn')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={onOther}>
          {t(isRecovery ? 'members.second.useDevice' : 'members.second.useRecovery')}
        </Anchor>
        <Text size="xs" c="dimmed" ta="center">
          {t('members.second.lost')}
        </Text>
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {t('members.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  )
}
