import '#client/ui/mantineLate.ts'
import './draft.texts.ts'
import { Accordion, NumberInput, SegmentedControl, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import { type Ask, commands } from '#shared/contract.ts'
import { methodNames } from '#shared/decisions/count.texts.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { type Method, methods } from '#shared/decisions/methods.ts'
import { ElectorateInputs } from './ElectorateInputs.tsx'
import { MomentInput } from './MomentInput.tsx'
import { OptionInputs } from './OptionInputs.tsx'
import { RuleInputs, ruleOf } from './RuleInputs.tsx'
import { SecrecyInputs } from './SecrecyInputs.tsx'
import { termsOf } from './termsOf.ts'

export type Terms = Ask<'decision.draft'>['terms']
export interface TermsProps {
  terms: Terms
  onChange(part: Partial<Terms>): void
}

/** A vote or an election before anybody votes: what is asked, how it is counted, who votes. */
export function DecisionDialog({ room, decision, onClose }: { room: string; decision?: Decision; onClose(): void }) {
  const { t } = useText()
  const draft = useCommand('decision.draft')
  const change = useCommand('decision.change')
  const form = useShapeForm<Ask<'decision.draft'>, unknown>({
    shape: commands['decision.draft'].input,
    deed: decision
      ? { ...change, run: ({ terms }) => change.run({ room, decision: decision.id, terms }) }
      : { ...draft, run: (asked) => draft.run(asked) },
    initial: decision
      ? { room, kind: decision.kind === 'election' ? 'election' : 'vote', terms: termsOf(decision) }
      : { room, kind: 'vote', terms: { title: '', ...ruleOf('simpleMajority') } },
    draft: `decision.${decision?.id ?? room}`,
    onDone: onClose,
  })
  const { terms, kind } = form.values
  const onChange = (part: Partial<Terms>) => form.set('terms', { ...terms, ...part })
  return (
    <FormDialog
      title={t(decision ? 'decisions.draft.change' : 'decisions.draft.new')}
      form={form}
      action={t('decisions.draft.save')}
      size="lg"
      onClose={onClose}
    >
      {!decision && (
        <SegmentedControl
          aria-label={t('decisions.draft.kind')}
          value={kind}
          data={(['vote', 'election'] as const).map((value) => ({ value, label: t(`decisions.kind.${value}`) }))}
          onChange={(next) => {
            form.set('kind', next)
            onChange(next === 'vote' ? { method: 'yes-no', options: [], ...ruleOf('simpleMajority') } : electionTerms)
          }}
        />
      )}
      <TextInput data-autofocus size="md" label={t('decisions.draft.title')} {...form.field('terms.title')} />
      <Textarea
        autosize
        minRows={2}
        maxRows={10}
        label={t('decisions.draft.body')}
        description={t('decisions.draft.body.hint')}
        {...form.field('terms.body')}
        value={terms.body ?? ''}
      />
      <MethodInputs terms={terms} onChange={onChange} optionsError={form.errorOf('terms.options')} />
      {terms.method === 'yes-no' || terms.method === undefined ? (
        <RuleInputs terms={terms} onChange={onChange} />
      ) : null}
      <SecrecyInputs terms={terms} onChange={onChange} />
      <MomentInput
        label={t('decisions.closesAt.label')}
        value={typeof terms.closesAt === 'number' ? terms.closesAt : null}
        error={form.errorOf('terms.closesAt')}
        onChange={(closesAt) => onChange({ closesAt })}
      />
      <Accordion variant="contained">
        <Accordion.Item value="electorate">
          <Accordion.Control>{t('decisions.draft.electorate')}</Accordion.Control>
          <Accordion.Panel>
            <ElectorateInputs room={room} terms={terms} onChange={onChange} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </FormDialog>
  )
}

const electionTerms = {
  method: 'irv',
  options: [],
  seats: 1,
  rule: null,
  preset: null,
  noNeedsReason: false,
  secrecy: 'secret',
  isChangeable: false,
  isLive: false,
} satisfies Partial<Terms>

const usesMost = (method: Method | 'yes-no') => ['limited', 'cumulative', 'dot'].includes(method)
const usesHighest = (method: Method | 'yes-no') => method === 'score' || method === 'star'

function MethodInputs({ terms, onChange, optionsError }: TermsProps & { optionsError: string | null }) {
  const { t, language } = useText()
  const { method = 'yes-no' } = terms
  const figure = (value: string | number, least: number) => (typeof value === 'number' ? value : least)
  return (
    <>
      <Select
        label={t('decisions.draft.method')}
        allowDeselect={false}
        value={method}
        data={[
          { value: 'yes-no', label: t('decisions.terms.yesNo') },
          ...methods.map((value) => ({ value, label: methodNames[value][language] })),
        ]}
        onChange={(next) =>
          onChange(
            next === 'yes-no'
              ? { method: next, options: [], ...ruleOf('simpleMajority') }
              : { method: next as Method, rule: null, preset: null, noNeedsReason: false },
          )
        }
      />
      {method !== 'yes-no' && (
        <>
          <OptionInputs
            options={terms.options ?? []}
            error={optionsError}
            onChange={(options) => onChange({ options })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput
              label={t('decisions.draft.seats')}
              min={1}
              value={terms.seats ?? 1}
              onChange={(value) => onChange({ seats: figure(value, 1) })}
            />
            {usesMost(method) && (
              <NumberInput
                label={t('decisions.draft.most')}
                min={1}
                value={terms.most ?? terms.seats ?? 1}
                onChange={(value) => onChange({ most: figure(value, 1) })}
              />
            )}
            {usesHighest(method) && (
              <NumberInput
                label={t('decisions.draft.highest')}
                min={1}
                max={10}
                value={terms.highest ?? 5}
                onChange={(value) => onChange({ highest: figure(value, 5) })}
              />
            )}
          </SimpleGrid>
        </>
      )}
    </>
  )
}
