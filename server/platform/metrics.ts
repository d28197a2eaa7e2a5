import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  commands: Counter<'name' | 'outcome'>
  appendSeconds: Histogram
  batchEntries: Histogram
  sockets: Gauge
  rooms: Gauge
  storeBytes: Gauge
  /** What goes out to people and programs elsewhere. */
  posts: Counter<'channel' | 'outcome'>
  uploads: Counter<'outcome'>
  fileBytes: Gauge
}

/**
 * Figures of one hub; each has its own registry, so that several may live in one process. `findStoreBytes` and
 * `findFileBytes` are asked whenever the figures are read; null where the store does not tell.
 */
export function createMetrics(
  findStoreBytes: () => Promise<number | null> = async () => null,
  findFileBytes: () => Promise<number | null> = async () => null,
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    commands: new Counter({
      name: 'chandelier_commands_total',
      help: 'Commands by name and outcome',
      labelNames: ['name', 'outcome'],
      registers,
    }),
    appendSeconds: new Histogram({
      name: 'chandelier_append_seconds',
      help: 'Time of one durable append to a room log',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    batchEntries: new Histogram({
      name: 'chandelier_batch_entries',
      help: 'Entries in one append',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    }),
    posts: new Counter({
      name: 'chandelier_posts_total',
      help: 'Digests queued, pushes and web hooks sent, by outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    sockets: new Gauge({ name: 'chandelier_sockets', help: 'Connected sockets', registers }),
    rooms: new Gauge({ name: 'chandelier_rooms', help: 'Rooms open in memory', registers }),
    storeBytes: askedGauge({
      name: 'chandelier_store_bytes',
      help: 'Size of the database on disk',
      registers,
      find: findStoreBytes,
    }),
    uploads: new Counter({
      name: 'chandelier_uploads_total',
      help: 'Uploads by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    fileBytes: askedGauge({
      name: 'chandelier_file_bytes',
      help: 'Bytes of files that people keep, as counted against their organisations',
      registers,
      find: findFileBytes,
    }),
  }
}

/** Where several processes share a Redis: 1 while it answers this one. */
export function watchRedis({ registry }: Metrics, isUp: () => boolean): void {
  new Gauge({
    name: 'chandelier_redis_up',
    help: 'Whether Redis answers',
    registers: [registry],
    collect() {
      this.set(isUp() ? 1 : 0)
    },
  })
}

function askedGauge(given: {
  name: string
  help: string
  registers: Registry[]
  find: () => Promise<number | null>
}): Gauge {
  const { find, ...about } = given
  return new Gauge({
    ...about,
    async collect() {
      const value = await find().catch(() => null)
      if (value === null) this.remove()
      else this.set(value)
    },
  })
}
