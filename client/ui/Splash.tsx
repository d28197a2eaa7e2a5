import { useText } from '#client/i18n.ts'
import { ClusterMark } from './ClusterMark.tsx'
import classes from './Splash.module.css'

/** The lamps are being lit: shown until it is known who one is. */
export function Splash() {
  const { t } = useText()
  return (
    <main className={classes.dusk} aria-busy role="status" aria-label={t('platform.loading')}>
      <div className={classes.lamp}>
        <ClusterMark logo={null} size={56} />
      </div>
    </main>
  )
}
