import type { Readable } from 'node:stream'
import { mongo } from 'mongoose'
import { type FileStore, mustBeFileName } from './fileStore.ts'
import type { Store } from './store.ts'

const bucketName = 'fileBytes'

/** Files in the database itself, in pieces (GridFS), so that every process of a hub reaches them. */
export function databaseFiles({ connection }: Pick<Store, 'connection'>): FileStore {
  const bucket = () =>
    new mongo.GridFSBucket(connection.db as never, {
      bucketName,
      writeConcern: { w: 'majority', journal: true },
    })
  const find = (name: string) =>
    bucket()
      .find({ _id: mustBeFileName(name) as never })
      .next()
  return {
    write: (name, bytes) =>
      new Promise((resolve, reject) => {
        const upload = bucket().openUploadStreamWithId(mustBeFileName(name) as never, name)
        upload.once('finish', resolve)
        upload.once('error', reject)
        upload.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      }),
    async read(name, range) {
      if (!(await find(name))) return null
      const { start, end } = range ?? {}
      return bucket().openDownloadStream(name as never, {
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end: end + 1 }),
      }) as Readable
    },
    async remove(name) {
      await bucket()
        .delete(mustBeFileName(name) as never)
        .catch((error: unknown) => {
          if (!(error instanceof mongo.MongoRuntimeError)) throw error
        })
    },
    async *list() {
      const whole = new Set<string>()
      for await (const { _id, length, uploadDate } of bucket().find({})) {
        whole.add(String(_id))
        yield { name: String(_id), bytes: length, at: uploadDate }
      }
      // First pieces of what a crash left half-written: nothing reads it, but it is to be swept.
      const pieces = connection.db!.collection(`${bucketName}.chunks`)
      for await (const { _id, files_id } of pieces.find({ n: 0 }, { projection: { files_id: 1 } })) {
        const name = String(files_id)
        if (!whole.has(name)) yield { name, bytes: 0, at: _id.getTimestamp() }
      }
    },
  }
}
