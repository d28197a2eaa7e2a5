import { expect, test } from 'vitest'
import { startTestApp } from '#server/testing/testApp.ts'
import { createMetrics } from './metrics.ts'

test('the size of the store is asked for at each reading', async () => {
  let bytes = 100
  const { registry } = createMetrics(async () => bytes)
  expect(await registry.metrics()).toContain('chandelier_store_bytes 100')
  bytes = 200
  expect(await registry.metrics()).toContain('chandelier_store_bytes 200')
})

test('the embedded store tells its size', async () => {
  const app = await startTestApp()
  try {
    const [, bytes] = /^chandelier_store_bytes (\d+)$/m.exec(await app.hub.metrics.registry.metrics()) ?? []
    expect(Number(bytes)).toBeGreaterThan(10_000)
  } finally {
    await app.stop()
  }
})

test('a store that does not tell its size leaves the other figures alone', async () => {
  const metrics = createMetrics(async () => Promise.reject(new Error('gone')))
  metrics.commands.inc({ name: 'message.post', outcome: 'ok' })
  const text = await metrics.registry.metrics()
  expect(text).not.toMatch(/^chandelier_store_bytes \d/m)
  expect(text).toContain('chandelier_commands_total{name="message.post",outcome="ok"} 1')
})

test('event-loop lag is among the figures', async () => {
  expect(await createMetrics().registry.metrics()).toContain('nodejs_eventloop_lag_p99_seconds')
})
