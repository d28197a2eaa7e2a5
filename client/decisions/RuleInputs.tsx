import '#client/ui/mantineLate.ts'
import './draft.texts.ts'
import './rule.texts.ts'
import { Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { Card } from '#client/ui/Card.tsx'
import { baseNames } from '#shared/decisions/majority.texts.ts'
import type { Base, Condition, MajorityRule } from '#shared/decisions/majority.ts'
import { type Preset, type PresetName, presets } from '#shared/decisions/presets.ts'
import type { Terms, TermsProps } from './DecisionDialog.tsx'
import { useRuleSentences } from './useRuleSentences.ts'

const names = Object.keys(presets) as PresetName[]
const bases = Object.keys(baseNames) as Base[]

/** All that a preset sets. */
export function ruleOf(preset: PresetName) {
  const { rule, counts }: Preset = presets[preset]
  return { preset, rule: rule as NonNullable<Terms['rule']>, noNeedsReason: !counts.noWithoutReasons }
}

/** By which rule a vote of yes and no is carried: a preset, and each of its figures to change. */
export function RuleInputs({ terms, onChange }: TermsProps) {
  const { t } = useText()
  const sentences = useRuleSentences()
  const rule = terms.rule as MajorityRule | null | undefined
  const set = (part: Partial<MajorityRule>) => rule && onChange({ rule: { ...rule, ...part } as never })
  return (
    <Stack gap="sm">
      <Select
        label={t('decisions.draft.preset')}
        description={t('decisions.draft.preset.hint')}
        allowDeselect={false}
        value={terms.preset ?? null}
        data={names.map((value) => ({ value, label: t(`decisions.preset.${value}`) }))}
        onChange={(next) => onChange(ruleOf(next as PresetName))}
      />
      {rule && (
        <Card p="sm">
          <Stack gap="sm">
            {rule.conditions.map((condition, at) => (
              <ConditionInputs
                // biome-ignore lint/suspicious/noArrayIndexKey: a condition is what stands at its place
                key={at}
                condition={condition}
                onChange={(next) =>
                  set({ conditions: rule.conditions.map((was, place) => (place === at ? next : was)) })
                }
              />
            ))}
            <QuorumInputs quorum={rule.quorum} onChange={(quorum) => set({ quorum })} />
            <Select
              label={t('decisions.draft.tie')}
              allowDeselect={false}
              value={rule.tie}
              data={(['lost', 'chairCasts', 'lot'] as const).map((value) => ({
                value,
                label: t(`decisions.draft.tie.${value}`),
              }))}
              onChange={(tie) => set({ tie: tie as MajorityRule['tie'] })}
            />
            <Text size="sm" c="dimmed" role="status">
              {sentences(rule).join(' · ')}
            </Text>
          </Stack>
        </Card>
      )}
    </Stack>
  )
}

interface ShareProps<By extends string> {
  label: string
  share: { p: number; q: number; by: By }
  ways: readonly By[]
  onChange(share: { p: number; q: number; by: By }): void
}

function ShareInputs<By extends 'atLeast' | 'moreThan' | 'atMost' | 'lessThan'>(props: ShareProps<By>) {
  const { label, share, ways, onChange } = props
  const { t } = useText()
  const whole = (value: string | number) => (typeof value === 'number' && value >= 1 ? Math.floor(value) : 1)
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Select
        flex={2}
        label={label}
        aria-label={`${label}: ${t('decisions.draft.by')}`}
        allowDeselect={false}
        value={share.by}
        data={ways.map((value) => ({ value, label: t(`decisions.draft.by.${value}`) }))}
        onChange={(by) => onChange({ ...share, by: by as By })}
      />
      <NumberInput
        flex={1}
        min={1}
        hideControls
        aria-label={`${label}: ${t('decisions.draft.share.p')}`}
        value={share.p}
        onChange={(p) => onChange({ ...share, p: whole(p) })}
      />
      <Text pb={6}>/</Text>
      <NumberInput
        flex={1}
        min={1}
        hideControls
        aria-label={`${label}: ${t('decisions.draft.share.q')}`}
        value={share.q}
        onChange={(q) => onChange({ ...share, q: whole(q) })}
      />
    </Group>
  )
}

function ConditionInputs({ condition, onChange }: { condition: Condition; onChange(condition: Condition): void }) {
  const { t, language } = useText()
  const says = t(`decisions.draft.condition.${condition.says}`)
  const label =
    condition.votersOf === null
      ? says
      : t('decisions.draft.condition.ofClass', { condition: says, class: condition.votersOf })
  return (
    <Stack gap={6}>
      {condition.says === 'yes' ? (
        <ShareInputs
          label={label}
          share={condition.share}
          ways={['atLeast', 'moreThan']}
          onChange={(share) => onChange({ ...condition, share })}
        />
      ) : (
        <ShareInputs
          label={label}
          share={condition.limit}
          ways={['atMost', 'lessThan']}
          onChange={(limit) => onChange({ ...condition, limit })}
        />
      )}
      <Select
        aria-label={`${label}: ${t('decisions.draft.base')}`}
        allowDeselect={false}
        value={condition.base}
        data={bases.map((value) => ({ value, label: baseNames[value][language] }))}
        onChange={(base) => onChange({ ...condition, base: base as Base })}
      />
    </Stack>
  )
}

const usualQuorum: NonNullable<MajorityRule['quorum']> = {
  counts: 'present',
  base: 'entitled',
  share: { p: 1, q: 2, by: 'moreThan' },
  otherwise: 'lost',
}

function QuorumInputs({
  quorum,
  onChange,
}: {
  quorum: MajorityRule['quorum']
  onChange(quorum: MajorityRule['quorum']): void
}) {
  const { t } = useText()
  return (
    <Stack gap={6}>
      <Switch
        label={t('decisions.draft.quorum')}
        checked={quorum !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualQuorum : null)}
      />
      {quorum && (
        <ShareInputs
          label={t('decisions.draft.quorum.share')}
          share={quorum.share}
          ways={['atLeast', 'moreThan']}
          onChange={(share) => onChange({ ...quorum, share })}
        />
      )}
    </Stack>
  )
}
