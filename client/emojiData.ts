import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import groupNames from './emojiGroups.zh.json' with { type: 'json' }

/** The package has some groups in traditional characters, or oddly put. */
function withOurNames(messages: string): string {
  const names: Record<string, string> = groupNames
  const { groups, ...rest } = JSON.parse(messages) as { groups: { key: string; message: string }[] }
  return JSON.stringify({
    ...rest,
    groups: groups.map((group) => ({ ...group, message: names[group.key] ?? group.message })),
  })
}

const files = ['zh', 'en'].flatMap((language) => ['data', 'messages'].map((name) => `${language}/${name}.json`))

/** Serves the emoji's names and order from this house, below `/emoji`, where the picker would ask a stranger's server. */
export function emojiData(): Plugin {
  const { resolve } = createRequire(import.meta.url)
  const read = (file: string) => {
    const data = readFileSync(resolve(`emojibase-data/${file}`), 'utf8')
    return file === 'zh/messages.json' ? withOurNames(data) : data
  }
  return {
    name: 'emoji-data',
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', fileName: `emoji/${file}`, source: read(file) })
    },
    configureServer({ middlewares }) {
      middlewares.use('/emoji', (request, response, next) => {
        const file = files.find((name) => request.url === `/${name}`)
        if (!file) return next()
        response.setHeader('content-type', 'application/json')
        response.end(read(file))
      })
    },
  }
}
