import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** A process of another container cannot be looked up; its lock holds while it was refreshed within this time. */
const FOREIGN_LOCK_SECONDS = 15
const REFRESH_MS = 5000
const ATTEMPTS = 5

/** Another live process has the folder open. */
export class DataFolderInUse extends Error {
  readonly folder: string
  readonly processId: number

  constructor(folder: string, processId: number) {
    super(`The data folder ${folder} is in use by process ${processId}.`)
    this.name = 'DataFolderInUse'
    this.folder = folder
    this.processId = processId
  }
}

/** Who holds a lock; a process id alone could since have been given to somebody else. */
type Owner = { processId: number; startedAt: string; boot: string; processSpace: string; nonce: string }

/** Takes the folder for this process alone, and gives the function that releases it. A dead process's lock is taken over. */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'server.lock')
  const mine: Owner = { ...describeProcess(process.pid), nonce: randomUUID() }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(path, mine)) return hold(path, mine)
    const owner = readOwner(path)
    if (owner && isAlive(owner, path)) throw new DataFolderInUse(folder, owner.processId)
    if (owner) removeStale(path, owner)
  }
  throw new DataFolderInUse(folder, readOwner(path)?.processId ?? 0)
}

/** Linking a finished file into place is atomic: the lock never exists half written. */
function create(path: string, owner: Owner): boolean {
  const draft = `${path}.${owner.nonce}`
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function hold(path: string, mine: Owner): () => void {
  const refresh = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // The folder was removed while in use; there is nothing left to protect.
    }
  }, REFRESH_MS)
  refresh.unref()
  return () => {
    clearInterval(refresh)
    if (readOwner(path)?.nonce === mine.nonce) rmSync(path, { force: true })
  }
}

function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof SyntaxError) return { processId: 0, startedAt: '', boot: '', processSpace: '', nonce: '' }
    throw error
  }
}

function isAlive(owner: Owner, path: string): boolean {
  const me = describeProcess(process.pid)
  if (owner.boot !== me.boot) return false
  if (owner.processSpace !== me.processSpace) return Date.now() - statSync(path).mtimeMs < FOREIGN_LOCK_SECONDS * 1000
  return describeProcess(owner.processId).startedAt === owner.startedAt && owner.startedAt !== ''
}

/** Moves the stale lock away; if somebody else replaced it in the meantime, theirs is put back. */
function removeStale(path: string, stale: Owner): void {
  const away = `${path}.${randomUUID()}`
  try {
    renameSync(path, away)
  } catch {
    return
  }
  if (readOwner(away)?.nonce !== stale.nonce) linkSync(away, path)
  rmSync(away, { force: true })
}

function describeProcess(processId: number): Omit<Owner, 'nonce'> {
  return {
    processId,
    startedAt: startedAt(processId),
    boot: read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    processSpace: read(() => readlinkSync('/proc/self/ns/pid')),
  }
}

/** Field 22 of /proc/<pid>/stat; where there is no /proc, only that the process exists. */
function startedAt(processId: number): string {
  const fromProc = read(() => {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!
  })
  if (fromProc !== '' || process.platform === 'linux') return fromProc
  return read(() => String(process.kill(processId, 0)))
}

function read(source: () => string): string {
  try {
    return source()
  } catch {
    return ''
  }
}
