import { Sparkles } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import classes from './DemoBanner.module.css'

export function DemoBanner() {
  const { t } = useText()
  return (
    <aside className={classes.banner} aria-label={t('platform.demo')}>
      <Sparkles size={14} aria-hidden />
      <span>{t('platform.demo.sentence')}</span>
    </aside>
  )
}
