import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Card } from '#client/ui/Card.tsx'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { reasonIn } from '#shared/causes.ts'
import type { QueryOutput } from '#shared/contract.ts'
import { can } from '#shared/permissions.ts'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

type Listed = QueryOutput<'hooks.list'>['hooks'][number]

/** One web hook: where it goes, how it fares, and what can be done with it. */
export function HookRow({ listed: { hook, sentAt, faults }, onChanged }: { listed: Listed; onChanged(): void }) {
  const { t, relative, language } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const mayRun = can(actor, 'hook.remove', ofRoom)
  const test = useToldCommand('hook.test')
  const resume = useToldCommand('hook.resume')
  const remove = useCommand('hook.remove')
  const [isRemoving, setRemoving] = useState(false)
  const whyOf = ({ why, detail }: { why: Listed['faults'][number]['why']; detail: string }) =>
    t(`hooks.why.${why}`, { detail })
  async function sendTest() {
    const answer = await test.run({ room, hook: hook.id })
    if (!answer) return
    notifications.show(answer.fault ? { color: 'red', message: whyOf(answer.fault) } : { message: t('hooks.tested') })
  }
  return (
    <Card>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} size="sm" truncate>
            {hook.label}
          </Text>
          <Badge variant="light" color={hook.state === 'on' ? undefined : 'red'}>
            {t(hook.state === 'on' ? 'hooks.on' : 'hooks.paused')}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed">
          {[
            t(`hooks.format.${hook.format}`),
            hook.host,
            hook.topics.map((topic) => t(`hooks.topic.${topic}`)).join(t('platform.listMark')),
          ].join(' · ')}
        </Text>
        {hook.state === 'paused' && <Text size="xs">{reasonIn(hook, language)}</Text>}
        {mayRun && (
          <Text size="xs" c="dimmed">
            {sentAt ? t('hooks.sentAt', { when: relative(sentAt) }) : t('hooks.neverSent')}
          </Text>
        )}
        {faults.slice(0, 3).map((fault) => (
          <Text key={fault.at} size="xs" c="red">
            {t('hooks.fault', { when: relative(fault.at), why: whyOf(fault) })}
          </Text>
        ))}
        {mayRun && (
          <Group gap="xs">
            <Button size="xs" variant="default" loading={test.isPending} onClick={() => void sendTest()}>
              {t('hooks.test')}
            </Button>
            {hook.state === 'paused' && (
              <Button
                size="xs"
                variant="default"
                loading={resume.isPending}
                onClick={async () => (await resume.run({ room, hook: hook.id })) && onChanged()}
              >
                {t('hooks.resume')}
              </Button>
            )}
            <Button size="xs" variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('hooks.remove')}
            </Button>
          </Group>
        )}
      </Stack>
      {isRemoving && (
        <ConfirmWithReason
          title={t('hooks.remove.title', { label: hook.label })}
          body={t('hooks.remove.body')}
          action={t('hooks.remove')}
          isDangerous
          deed={{ ...remove, run: (reason) => remove.run({ room, hook: hook.id, reason }) }}
          onClose={() => setRemoving(false)}
          onDone={() => {
            setRemoving(false)
            onChanged()
          }}
        />
      )}
    </Card>
  )
}
