import { Burger, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { useText } from '#client/i18n.ts'
import type { Cluster } from '#shared/members/person.shape.ts'
import { ClusterMark } from './ClusterMark.tsx'
import { DemoBanner } from './DemoBanner.tsx'
import { latePart } from './latePart.tsx'
import classes from './Shell.module.css'

// Fetched by phones, when it is first opened.
const SideDrawer = latePart(async () => (await import('./SideDrawer.tsx')).SideDrawer)

interface Props {
  cluster: Cluster
  /** Links to the parts of the house, and the rooms that one belongs to. */
  navigation: ReactNode
  /** Right end of the header. */
  menu: ReactNode
  /** What the connection has to say. */
  notice: ReactNode
  children: ReactNode
}

/** The hall: header, what leads elsewhere, and the page. */
export function Shell({ cluster, navigation, menu, notice, children }: Props) {
  const { t, bi } = useText()
  const [isDrawerOpen, drawer] = useDisclosure(false)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useKeyboardFollows(main, pathname)
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the drawer
  useEffect(drawer.close, [pathname])

  return (
    <div className={classes.hall}>
      <a className={classes.skip} href="#main">
        {t('platform.skip')}
      </a>
      <header className={classes.header}>
        <Burger
          className={classes.burger}
          opened={isDrawerOpen}
          onClick={drawer.toggle}
          size="sm"
          aria-label={t('platform.navigation')}
        />
        <Link to="/" className={classes.cluster}>
          <ClusterMark logo={cluster.logo} />
          <Text component="span" fw={650} truncate>
            {bi(cluster.name)}
          </Text>
        </Link>
        <Group gap="xs" wrap="nowrap" ml="auto">
          {menu}
        </Group>
      </header>
      {cluster.isDemo && <DemoBanner />}
      <div className={classes.body}>
        <div className={classes.side}>{navigation}</div>
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          {notice}
          <div className={classes.page}>{children}</div>
        </main>
      </div>
      <Suspense>
        {isDrawerOpen && (
          <SideDrawer title={bi(cluster.name)} onClose={drawer.close}>
            {navigation}
          </SideDrawer>
        )}
      </Suspense>
    </div>
  )
}

/** After going to another page the keyboard starts at that page, unless the page has already taken it. */
function useKeyboardFollows(main: React.RefObject<HTMLElement | null>, pathname: string) {
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [main, pathname])
}
