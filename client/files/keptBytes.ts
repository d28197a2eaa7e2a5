import { type KeptBytes, openShelf } from '#client/platform/pageShelf.ts'

/** What this device keeps of files that are on their way, at most; more is still uploaded, for as long as the page lives. */
const mostKept = 500_000_000
/** Of what the browser still grants, the rest of the page needs some too. */
const shareOfRoom = 0.5

let turn: Promise<unknown> = Promise.resolve()
/** One after the other, so that bytes that are let go at once do not come after all. */
function inTurn<Result>(deed: () => Promise<Result>): Promise<Result | null> {
  const done = turn.then(deed).catch(() => null)
  turn = done
  return done
}

/** Writes a file down until it is let go; false where it is too large for this device. */
export function keepBytes(key: string, file: File): Promise<boolean> {
  return inTurn(async () => {
    const shelf = await openShelf()
    const held: KeptBytes[] = await shelf.getAll('bytes')
    const sum = held.reduce((total, { bytes }) => total + bytes.size, file.size)
    if (sum > mostKept || file.size > (await roomLeft()) * shareOfRoom) return false
    await shelf.put('bytes', { key, bytes: file })
    return true
  }).then((isKept) => isKept === true)
}

/** Infinity where the browser does not say. */
async function roomLeft(): Promise<number> {
  const { quota, usage = 0 } = (await (navigator.storage as Partial<StorageManager>)?.estimate?.()) ?? {}
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - usage
}

export async function findBytes(key: string): Promise<File | null> {
  return (await inTurn(async () => (await openShelf()).get('bytes', key)))?.bytes ?? null
}

export function letBytesGo(key: string): void {
  void inTurn(async () => (await openShelf()).delete('bytes', key))
}

/** Lets all go that no tray names: what a crash left behind. */
export function thinBytes(isNamed: (key: string) => boolean): void {
  void inTurn(async () => {
    const shelf = await openShelf()
    for (const key of await shelf.getAllKeys('bytes')) if (!isNamed(key)) await shelf.delete('bytes', key)
  })
}
