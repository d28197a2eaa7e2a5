import './search.texts.ts'
import { useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { Page } from '#client/ui/Page.tsx'
import { SearchView } from './SearchView.tsx'
import { paramsOf, soughtIn } from './sought.ts'

/** Looks through all rooms: `/search?q=…`. */
export function SearchPage() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  return (
    <Page title={t('rooms.search.title')} description={t('rooms.search.description')}>
      <SearchView sought={soughtIn(params)} onSeek={(sought) => setParams(paramsOf(sought), { replace: true })} />
    </Page>
  )
}
