import { useSession } from '#client/members/me.store.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { ask, newCid, send } from '#client/platform/hub.ts'
import { sendBytes } from '#client/platform/sendBytes.ts'
import type { Upload } from '#shared/files/file.shape.ts'
import { keepBytes } from './keptBytes.ts'
import { createUploader, type Limits } from './uploader.ts'

const limitsKeptMs = 60_000
let limits: { at: number; found: Promise<Limits> } | null = null

function findLimits(): Promise<Limits> {
  if (limits && Date.now() - limits.at < limitsKeptMs) return limits.found
  const found = ask('upload.limits', {})
  limits = { at: Date.now(), found }
  found.catch(() => {
    limits = null
  })
  return found
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(end, ms)
    const unsubscribe = useConnection.subscribe(({ state }, was) => {
      if (state === 'online' && was.state !== 'online') end()
    })
  })
}

export const uploader = createUploader({
  limits: findLimits,
  offer: (input, cid) => send('upload.offer', input, cid),
  find: (upload) => ask('upload.find', { upload }),
  withdraw: (upload) => send('upload.withdraw', { upload }),
  piece: (upload, { offset, ...given }) =>
    sendBytes<Upload>({
      path: `/api/uploads/${upload}`,
      headers: { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' },
      ...given,
    }),
  keep: (key, file) => void keepBytes(key, file),
  newCid,
  pause,
})

useSession.subscribe(({ me }, was) => {
  if (me?.person.id !== was.me?.person.id) limits = null
})
