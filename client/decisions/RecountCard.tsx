import './recount.texts.ts'
import { Button, Code, Group, Text, Title } from '@mantine/core'
import { FileCheck, FileDown, FileLock, Receipt } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { ask } from '#client/platform/hub.ts'
import { saveAs } from '#client/platform/sheets.ts'
import { Card } from '#client/ui/Card.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Mine, Seen } from './useDecision.ts'

type Kind = 'public' | 'scrutineers'

/** What one may take away of a vote: the receipt while it is open, the sealed package afterwards. */
export function RecountCard({ seen: { room, decision, mine } }: { seen: Seen }) {
  const { t } = useText()
  const { actor } = useMe()
  const cast = (mine?.seats ?? []).filter(({ ballot }) => ballot !== null)
  if (!decision.result && cast.length === 0) return null
  const mayOpen = decision.opensAllOpenings || decision.scrutineers.includes(actor.personId ?? '')
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        {t('decisions.recount.title')}
      </Title>
      {decision.result && <Packages room={room} decision={decision} mayOpen={mayOpen} />}
      {cast.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="md" mb="xs">
            {t('decisions.recount.receiptHint')}
          </Text>
          <Button
            variant="default"
            leftSection={<Receipt size={16} aria-hidden />}
            onClick={() => saveReceipts(decision, cast)}
          >
            {t('decisions.recount.receipt')}
          </Button>
        </>
      )}
    </Card>
  )
}

function Packages({ room, decision, mayOpen }: { room: string; decision: Decision; mayOpen: boolean }) {
  const { t } = useText()
  const [busy, setBusy] = useState<Kind | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const take = async (kind: Kind) => {
    setBusy(kind)
    setRefusal(null)
    try {
      const pack = await ask('decision.package', { room, decision: decision.id, kind })
      saveAs(`${decision.title} ${kind}.json`, 'application/json', JSON.stringify(pack, null, 1))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <Text size="sm" mb="sm">
        {t('decisions.recount.lead')}
      </Text>
      <Group gap="xs">
        <Button
          leftSection={<FileDown size={16} aria-hidden />}
          loading={busy === 'public'}
          onClick={() => take('public')}
        >
          {t('decisions.recount.public')}
        </Button>
        <Button
          variant="default"
          component="a"
          href="/verify.html"
          download="chandelier-verify.html"
          leftSection={<FileCheck size={16} aria-hidden />}
        >
          {t('decisions.recount.page')}
        </Button>
        {mayOpen && (
          <Button
            variant="default"
            leftSection={<FileLock size={16} aria-hidden />}
            loading={busy === 'scrutineers'}
            onClick={() => take('scrutineers')}
          >
            {t('decisions.recount.scrutineers')}
          </Button>
        )}
      </Group>
      {mayOpen && (
        <Text size="sm" c="dimmed" mt="xs">
          {t(decision.opensAllOpenings ? 'decisions.recount.openHint' : 'decisions.recount.scrutineersHint')}
        </Text>
      )}
      <FormRefusal refusal={refusal} />
      <Text size="sm" c="dimmed" mt="sm">
        {t('decisions.recount.root')} <Code style={{ overflowWrap: 'anywhere' }}>{decision.result?.root}</Code>
      </Text>
    </>
  )
}

/** One file for each seat that one has voted for. */
function saveReceipts({ id, round, title }: Decision, cast: Mine['seats']): void {
  for (const { seat, ballot } of cast) {
    if (!ballot) continue
    const { content, serial, nonce } = ballot
    const receipt = { title, decision: id, round, seat, serial, nonce, ballot: content }
    saveAs(`${title} receipt.json`, 'application/json', JSON.stringify(receipt, null, 1))
  }
}
