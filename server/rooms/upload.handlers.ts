import { type FileRow, findFile, refOf } from '#server/files/file.model.ts'
import { findUsedBytes, quotaOf } from '#server/files/quota.model.ts'
import { offerUpload, removeFile } from '#server/files/uploads.ts'
import { idOf } from '#server/platform/dispatch.ts'
import type { PlainHandler, QueryHandlers } from '#server/platform/handler.ts'
import { pieceBytes } from '#server/platform/httpFiles.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Upload } from '#shared/files/file.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { uploadQueries } from '#shared/rooms/upload.contract.ts'
import { subjectOfRoom } from './access.ts'

const notFound = () => new Refusal('not_found', 'platform.notFound')

export const uploadOf = (row: FileRow): Upload => ({
  upload: row._id,
  received: row.received,
  file: row.state === 'ready' || row.state === 'posted' ? refOf(row) : null,
})

async function theUpload({ store }: Hub, id: string): Promise<FileRow> {
  const row = await findFile(store, id)
  if (!row || row.state === 'removing') throw notFound()
  return row
}

async function organisationOf(hub: Hub, person: string): Promise<string | null> {
  return (await hub.rooms.view(clusterRoom))?.find('person', person)?.organisation ?? null
}

export const uploadHandlers: {
  'upload.offer': PlainHandler<'upload.offer'>
  'upload.withdraw': PlainHandler<'upload.withdraw'>
} = {
  'upload.offer': {
    subject: subjectOfRoom,
    async run({ input: { room, name, size }, by, cid, hub }) {
      const view = await hub.rooms.view(room)
      if (view?.find('room', room)?.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      const organisation = await organisationOf(hub, by)
      const row = await offerUpload(hub, {
        id: idOf(room, by, cid, 'upload'),
        room,
        person: by,
        organisation,
        name,
        size,
      })
      if (row.size !== size) throw new Refusal('conflict', 'platform.repeatDiffers')
      return uploadOf(row)
    },
  },
  'upload.withdraw': {
    subject: async ({ input, hub }) => ({ uploader: (await theUpload(hub, input.upload)).person }),
    async run({ input, hub }) {
      const row = await theUpload(hub, input.upload)
      if (row.message !== null) throw new Refusal('wrong_state', 'platform.wrongState')
      await removeFile(hub, row)
      return {}
    },
  },
}

export const uploadQueryHandlers: QueryHandlers<keyof typeof uploadQueries> = {
  'upload.find': {
    async subject({ input, actor, hub }) {
      const { room, person } = await theUpload(hub, input.upload)
      return { ...(await subjectOfRoom({ input: { room }, actor, hub })), uploader: person }
    },
    find: async ({ input, hub }) => uploadOf(await theUpload(hub, input.upload)),
  },
  'upload.limits': {
    async find({ actor, hub }) {
      const { largest, perMessage, types, perOrganisation } = hub.config.files
      const quota = quotaOf(await organisationOf(hub, actor.personId!))
      const used = await findUsedBytes(hub.store, quota)
      return { largest, piece: pieceBytes, perMessage, types, used, most: perOrganisation || null }
    },
  },
}
