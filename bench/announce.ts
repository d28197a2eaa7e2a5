/** What a server under test says in one line once it can be loaded. */
export interface Announcement {
  port: number
  /** One token per person, one a line. */
  tokensFile: string
  /** Rooms that the people may enter; empty where any name will do. */
  rooms: string[]
  /** Where it stores; null where it stores nothing. */
  folder: string | null
}

/** Says so, collects garbage when told to (`SIGUSR2`, with `--expose-gc`), and ends with its parent. */
export function announce(announcement: Announcement): void {
  process.on('SIGUSR2', () => globalThis.gc?.())
  process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGTERM'))
  console.log(JSON.stringify(announcement))
}
