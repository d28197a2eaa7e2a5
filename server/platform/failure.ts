import { mongo } from 'mongoose'
import { Refusal } from '#shared/platform/refusal.ts'

/** Codes of a database that stops, or that has another primary now (MongoDB, retryable errors). */
const passingCodes = new Set([6, 7, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436])
const passingErrors = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
]

/** Whether the database is away for now: asking again later may help. */
export function isStoreAway(error: unknown): boolean {
  if (passingErrors.some((kind) => error instanceof kind)) return true
  if (error instanceof mongo.MongoServerError) return passingCodes.has(Number(error.code))
  return error instanceof Error && error.name === 'MongooseError' && error.message.includes('buffering timed out')
}

/** MongoDB's OutOfDiskSpace. */
export const isDiskFull = (error: unknown) => error instanceof mongo.MongoServerError && Number(error.code) === 14_031

/** What a member is told of a failure that is no refusal: a bug, unless it passes by itself. */
export function refusalOfFailure(error: unknown): Refusal {
  if (isDiskFull(error)) return new Refusal('unavailable', 'platform.diskFull')
  if (isStoreAway(error)) return new Refusal('unavailable', 'platform.unavailable')
  return new Refusal('internal', 'platform.internal')
}
