import '#client/ui/mantineLate.ts'
import './decisions.texts.ts'
import './draft.texts.ts'
import { Input, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { secrecies } from '#shared/decisions/decision.ts'
import type { TermsProps } from './DecisionDialog.tsx'

/** Who learns what of the ballots, and when. */
export function SecrecyInputs({ terms, onChange }: TermsProps) {
  const { t } = useText()
  const { secrecy = 'named' } = terms
  const isSecret = secrecy === 'secret'
  return (
    <Stack gap="sm">
      <Input.Wrapper label={t('decisions.draft.secrecy')}>
        <SegmentedControl
          fullWidth
          mt={4}
          aria-label={t('decisions.draft.secrecy')}
          value={secrecy}
          data={secrecies.map((value) => ({ value, label: t(`decisions.draft.secrecy.${value}`) }))}
          onChange={(next) =>
            onChange({
              secrecy: next as typeof secrecy,
              ...(next === 'secret' ? { isChangeable: false, isLive: false } : {}),
            })
          }
        />
      </Input.Wrapper>
      <Text size="sm" c="dimmed">
        {t(`decisions.secrecy.${secrecy}`)}
      </Text>
      {!isSecret && (
        <>
          <Switch
            label={t('decisions.draft.changeable')}
            checked={terms.isChangeable ?? false}
            onChange={(event) => onChange({ isChangeable: event.currentTarget.checked })}
          />
          <Switch
            label={t('decisions.draft.live')}
            checked={terms.isLive ?? false}
            onChange={(event) => onChange({ isLive: event.currentTarget.checked })}
          />
        </>
      )}
      <Switch
        label={t('decisions.draft.early')}
        checked={terms.closesEarly ?? false}
        onChange={(event) => onChange({ closesEarly: event.currentTarget.checked })}
      />
      <Switch
        label={t('decisions.draft.blank')}
        checked={terms.allowsBlank ?? true}
        onChange={(event) => onChange({ allowsBlank: event.currentTarget.checked })}
      />
      {isSecret && (
        <Switch
          label={t('decisions.draft.openings')}
          description={t('decisions.draft.openings.hint')}
          checked={terms.opensAllOpenings ?? false}
          onChange={(event) => onChange({ opensAllOpenings: event.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}
