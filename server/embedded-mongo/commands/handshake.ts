import { UUID } from 'bson'
import type { Command } from './request.ts'

/** MongoDB 7.0 as drivers see it. */
const VERSION = '7.0.0'
const MAX_WIRE_VERSION = 21
export const MAX_MESSAGE_LENGTH = 48_000_000

/** No `setName` and no `topologyVersion`: a server that stands alone, that is not to be watched by a stream of replies. */
export const hello: Command = ({ connectionId }) => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: MAX_MESSAGE_LENGTH,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
})

export const buildInfo: Command = () => ({
  version: VERSION,
  gitVersion: 'embedded-mongo',
  modules: [],
  versionArray: [7, 0, 0, 0],
  bits: 64,
  debug: false,
  maxBsonObjectSize: 16 * 1024 * 1024,
})

export const nothingToDo: Command = () => ({})

export const startSession: Command = () => ({ id: { id: new UUID() }, timeoutMinutes: 30 })

export const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
})

export const serverStatus: Command = (_request, { cursors }) => ({
  host: 'localhost',
  version: VERSION,
  process: 'embedded-mongo',
  pid: process.pid,
  uptime: process.uptime(),
  localTime: new Date(),
  metrics: { cursor: { open: { total: cursors.count } } },
})

export const getParameter: Command = () => ({ featureCompatibilityVersion: { version: '7.0' } })

export const whatsMyUri: Command = ({ connectionId }) => ({ you: `connection:${connectionId}` })

export const hostInfo: Command = () => ({ system: {}, os: {}, extra: {} })

export const getLog: Command = () => ({ totalLinesWritten: 0, log: [] })

export const getCmdLineOpts: Command = () => ({ argv: [], parsed: {} })
