import './secret.texts.ts'
import { Button } from '@mantine/core'
import { Check, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { ask } from '#client/platform/hub.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import classes from './Decision.module.css'

type Finding = 'sealed' | 'missing' | 'otherRoot'

/** Whether one's own leaf is among those that were sealed, worked out on this device from the published list. */
export function SealedCheck({ room, decision, leaf }: { room: string; decision: Decision; leaf: string }) {
  const { t } = useText()
  const [isBusy, setBusy] = useState(false)
  const [finding, setFinding] = useState<Finding | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const look = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      setFinding(await findLeaf(room, decision, leaf))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes.deeds}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<ListChecks size={15} aria-hidden />}
        loading={isBusy}
        onClick={() => void look()}
      >
        {t('decisions.secret.check')}
      </Button>
      {finding === 'sealed' && (
        <span className={classes.voted} role="status">
          <Check size={16} aria-hidden />
          {t('decisions.secret.check.sealed')}
        </span>
      )}
      {(finding === 'missing' || finding === 'otherRoot') && (
        <span role="alert">{t(`decisions.secret.check.${finding}`)}</span>
      )}
      <FormRefusal refusal={refusal} />
    </div>
  )
}

/** The root is that of the room's log, which everybody has: a list made up for one reader would have another. */
async function findLeaf(room: string, { id, result }: Decision, leaf: string): Promise<Finding> {
  const { rootOf } = await import('#shared/decisions/leaves.ts')
  const { leaves } = await ask('decision.package', { room, decision: id, kind: 'public' })
  if (rootOf(leaves) !== result?.root) return 'otherRoot'
  return leaves.includes(leaf) ? 'sealed' : 'missing'
}
