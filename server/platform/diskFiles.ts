import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { type FileStore, type KeptFile, mustBeFileName } from './fileStore.ts'

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
/** What a crash left half-written: never read, and listed under a name of its own, so that the sweep takes it away. */
const unfinished = '.unfinished-'

/** Files in a folder of this machine, spread over subfolders by the first two characters of their names. */
export function diskFiles(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, mustBeFileName(name).slice(0, 2), name)
  return {
    async write(name, bytes) {
      const path = pathOf(name)
      const draft = `${path}${unfinished}${randomBytes(6).toString('hex')}`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeDurably(draft, bytes)
        await rename(draft, path)
        await syncFolder(dirname(path))
        await syncFolder(folder)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async read(name, range) {
      const file = await open(pathOf(name)).catch(ignoreMissing)
      return (file?.createReadStream(range ?? {}) ?? null) as Readable | null
    },
    async remove(name) {
      const path = pathOf(name)
      await rm(path, { force: true })
      await syncFolder(dirname(path))
    },
    async *list() {
      for (const part of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, part)).catch(() => [])) {
          const kept = await keptAt(join(folder, part, name), name)
          if (kept) yield kept
        }
      }
    },
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename or removal lasts once its folder is written. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(ignoreMissing)
  if (!folder) return
  await folder.sync().finally(() => folder.close())
}

async function keptAt(path: string, name: string): Promise<KeptFile | null> {
  const found = await stat(path).catch(ignoreMissing)
  return found && { name, bytes: found.size, at: found.mtime }
}

function ignoreMissing(error: unknown): null {
  if (!isMissing(error)) throw error
  return null
}
