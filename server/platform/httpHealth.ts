import { timingSafeEqual } from 'node:crypto'
import { type Request, Router } from 'express'
import type { Hub } from './hub.ts'

const patienceMs = 2000

/** `/healthz` the process lives, `/readyz` it can serve, `/metrics` its figures for Prometheus. */
export function healthRoutes(hub: Hub, isStopping: () => boolean): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ ok: true })
  })
  router.get('/readyz', async (_request, response) => {
    const isReady = !isStopping() && (await storeAnswers(hub))
    response
      .set('cache-control', 'no-store')
      .status(isReady ? 200 : 503)
      .json({ ok: isReady })
  })
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, hub.config.metricsToken)) return void response.status(404).end()
    response.set({ 'cache-control': 'no-store', 'content-type': hub.metrics.registry.contentType })
    response.send(await hub.metrics.registry.metrics())
  })
  return router
}

async function storeAnswers({ store, log }: Hub): Promise<boolean> {
  const answer = store.connection.db?.admin().ping()
  const silence = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('the store did not answer')), patienceMs).unref()
  })
  return Promise.race([answer, silence]).then(
    () => answer !== undefined,
    (err: unknown) => {
      log.warn({ err }, 'store does not answer')
      return false
    },
  )
}

/** With the token from anywhere; without one set, only from this machine itself and through no proxy. */
function mayReadMetrics(request: Request, token: string | null): boolean {
  if (token) {
    const [given, wanted] = [request.get('authorization') ?? '', `Bearer ${token}`].map((text) => Buffer.from(text))
    return given!.length === wanted!.length && timingSafeEqual(given!, wanted!)
  }
  const isForwarded = ['x-forwarded-for', 'forwarded'].some((name) => request.get(name) !== undefined)
  return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
}
