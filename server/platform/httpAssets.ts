import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const worthPacking = /^(text|application|image\/svg)/
const coders = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
}
type Coding = keyof typeof coders

/** A file held in memory, packed once per coding for all who ask. */
export interface Asset {
  path: string
  body: Buffer
  type: string
  etag: string
  packed: Map<Coding, Promise<Buffer>>
}

/** The named files of a folder, or all of them, by their path. Empty where the folder is missing. */
export async function loadAssets(folder: string, names?: string[]): Promise<Map<string, Asset>> {
  const paths = names ?? (await filesBelow(folder))
  const assets = await Promise.all(paths.map((path) => loadAsset(folder, path)))
  return new Map(assets.map((asset) => [asset.path, asset]))
}

/** Serves what was loaded and nothing else, so that no path can lead out of the folder. */
export function serveAssets(assets: Map<string, Asset>): RequestHandler {
  return async (request, response, next) => {
    const asset = assets.get(request.path.slice(1))
    if (!asset || !['GET', 'HEAD'].includes(request.method)) return next()
    // Vite puts a hash of the content into every name below assets/.
    const isHashed = asset.path.startsWith('assets/')
    response.set('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.set('etag', asset.etag).type(asset.type)
    if (!worthPacking.test(asset.type)) return void response.send(asset.body)
    response.vary('accept-encoding')
    const coding = request.acceptsEncodings('br', 'gzip')
    if (coding !== 'br' && coding !== 'gzip') return void response.send(asset.body)
    response.set('content-encoding', coding).send(await packedAs(asset, coding))
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
}

async function loadAsset(folder: string, path: string): Promise<Asset> {
  const body = await readFile(join(folder, path))
  const type = types[extname(path)] ?? 'application/octet-stream'
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { path, body, type, etag, packed: new Map() }
}

function packedAs({ packed, body }: Asset, coding: Coding): Promise<Buffer> {
  const known = packed.get(coding)
  if (known) return known
  const fresh = coders[coding](body)
  packed.set(coding, fresh)
  return fresh
}
