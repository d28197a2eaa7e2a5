import { access, constants, mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConfigError } from './config.ts'

interface SystemError extends Error {
  code?: string
  /** Where a listening server was to stand. */
  address?: string
  port?: number
  hostname?: string
}

const folderErrors = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOSPC', 'ENOENT']

/** Makes sure that the hub can write where it keeps its data. */
export async function mustWriteTo(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (error) {
    const { code, message } = error as SystemError
    throw new ConfigError(`DATA_DIR: nothing can be written to ${folder} (${code ?? message})`)
  }
}

/** Step by step: Node's own recursive mkdir never ends below a folder that knows of no new ones, such as `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  const above = dirname(resolve(folder))
  const isMade = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    (error: SystemError) => {
      if (error.code === 'ENOENT' && above !== resolve(folder)) return false
      if (error.code === 'EEXIST') return true
      throw error
    },
  )
  if (isMade) return
  await makeFolder(above)
  await mkdir(folder, { mode: 0o700 })
}

/** One clear sentence about why the hub cannot start; null for what only its authors can understand. */
export function startFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error instanceof ConfigError) return error.message
  const { code, name, message, address, port, hostname } = error as SystemError
  if (code === 'EADDRINUSE') return `PORT: another program listens on port ${port}; choose another, such as PORT=3001`
  if (code === 'EACCES' && port !== undefined) return `PORT: this user may not listen on port ${port}`
  if (code === 'EADDRNOTAVAIL') return `HOST: this machine has no address ${address}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `HOST: no address is known for ${hostname}`
  if (name === 'DataFolderInUse') return `DATA_DIR: ${message}`
  if (/ServerSelectionError$/.test(name))
    return `MONGODB_URI: the database does not answer (${withoutPassword(message)})`
  if (name === 'MongoParseError' || name === 'MongoInvalidArgumentError') {
    return `MONGODB_URI: ${withoutPassword(message)}`
  }
  if (/^Mongo/.test(name) && /auth/i.test(message)) return 'MONGODB_URI: the database refused the name or password'
  if (code && folderErrors.includes(code)) return `DATA_DIR: ${message}`
  return null
}

const withoutPassword = (text: string) => text.replace(/\/\/[^@/\s]*@/g, '//')
