import type { Plugin } from 'vite'
import { outline } from './platform/outline.ts'

/** Puts the outline of the contract into the build as data instead of the code that works it out. */
export function outlined(): Plugin {
  return {
    name: 'outlined',
    apply: 'build',
    load: {
      filter: { id: /\/platform\/outline\.ts$/ },
      handler: () => `export const outline = ${JSON.stringify(outline)}`,
    },
  }
}
