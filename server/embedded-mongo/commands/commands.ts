import { type Document, encode } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { aggregate } from './aggregate.ts'
import * as collections from './collections.ts'
import { getMore, killCursors } from './cursorCommands.ts'
import { explain } from './explain.ts'
import { count, distinct, find } from './find.ts'
import { findAndModify } from './findAndModify.ts'
import * as handshake from './handshake.ts'
import * as indexes from './indexes.ts'
import type { Command, Request, Session } from './request.ts'
import { insert, remove, update } from './write.ts'

/** Every command that this server knows; a name in lower case is one that old clients send. */
const COMMANDS: Readonly<Record<string, Command>> = {
  hello: handshake.hello,
  isMaster: handshake.hello,
  ismaster: handshake.hello,
  ping: handshake.nothingToDo,
  buildInfo: handshake.buildInfo,
  buildinfo: handshake.buildInfo,
  startSession: handshake.startSession,
  endSessions: handshake.nothingToDo,
  refreshSessions: handshake.nothingToDo,
  killSessions: handshake.nothingToDo,
  connectionStatus: handshake.connectionStatus,
  serverStatus: handshake.serverStatus,
  getParameter: handshake.getParameter,
  whatsmyuri: handshake.whatsMyUri,
  hostInfo: handshake.hostInfo,
  getLog: handshake.getLog,
  getCmdLineOpts: handshake.getCmdLineOpts,
  find,
  count,
  distinct,
  getMore,
  killCursors,
  aggregate,
  explain,
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
  create: collections.create,
  drop: collections.drop,
  dropDatabase: collections.dropDatabase,
  listCollections: collections.listCollections,
  listDatabases: collections.listDatabases,
  renameCollection: collections.renameCollection,
  collStats: collections.collectionStats,
  dbStats: collections.databaseStats,
  createIndexes: indexes.createIndexes,
  listIndexes: indexes.listIndexes,
  dropIndexes: indexes.dropIndexes,
  collMod: indexes.collMod,
}

const TRANSACTIONS = new Set(['commitTransaction', 'abortTransaction', 'prepareTransaction'])

function commandNamed(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command) return command
  if (TRANSACTIONS.has(name)) {
    throw new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos')
  }
  throw new CommandError('CommandNotFound', `no such command: '${name}'`)
}

/** Runs a command and encodes its answer or its refusal; `onBug` hears of what should not have happened. */
export async function runCommand(
  request: Request,
  session: Session,
  onBug: (error: unknown) => void,
): Promise<Uint8Array> {
  try {
    const answer = await commandNamed(request.name)(request, session)
    return answer instanceof Uint8Array ? answer : encode({ ...answer, ok: 1 })
  } catch (error) {
    return encode(refusal(error, onBug))
  }
}

function refusal(error: unknown, onBug: (error: unknown) => void): Document {
  if (error instanceof CommandError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details }
  }
  onBug(error)
  return { ok: 0, errmsg: 'internal error', code: 8, codeName: 'UnknownError' }
}
