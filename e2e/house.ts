import chromium from '@sparticuz/chromium'
import { type Browser, chromium as launcher } from 'playwright-core'
import { buildAccount } from '#server/testing/browser.ts'
import { type BuildPerson, buildCluster, buildPeople } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { type Guest, type Look, openGuest } from './guest.ts'

/** The true app on a built client, and a browser to visit it with. */
export interface House {
  /** Another one after each restart. */
  app: TestApp
  url: string
  browser: Browser
  /** People of the cluster with accounts: their ids, in order. */
  seat(people: BuildPerson[]): Promise<string[]>
  /** A browser context of its own: another device. */
  open(look: Look): Promise<Guest>
  /** Stops the hub and starts it again at the same address on the same data. */
  restart(whileAway?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/**
 * Not the package's own arguments: they switch off the same-origin policy, and with it the Origin header that the hub
 * asks for, and put everything into one process.
 */
const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

export async function openBrowser(): Promise<Browser> {
  return launcher.launch({ executablePath: await chromium.executablePath(), args: browserArguments })
}

export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const [app, browser] = await Promise.all([startTestApp({ env }), openBrowser()])
  await buildCluster(app)
  const house: House = {
    app,
    url: app.url,
    browser,
    async seat(people) {
      const ids = await buildPeople(house.app, people)
      for (const id of ids) await buildAccount(house.app, id)
      return ids
    },
    open: (look) => openGuest(browser, house.url, look),
    async restart(whileAway) {
      const { port, folder } = house.app
      await house.app.close()
      await whileAway?.()
      house.app = await startTestApp({ folder, env: { ...env, PORT: String(port) } })
    },
    async close() {
      await browser.close()
      await house.app.stop()
    },
  }
  return house
}
