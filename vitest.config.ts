import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Much of a test is waiting for sockets and disks: every core may have one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,server,bench}/**/*.test.ts', 'client/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic' } },
        test: {
          name: 'client',
          environment: 'happy-dom',
          include: ['client/**/*.test.tsx'],
          setupFiles: ['client/testing/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/built.ts'],
          // After the others, two at a time: each has a browser of its own.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          // On a shared machine a browser may stall; a second try is told in the report, a second failure counts.
          retry: process.env['CI'] ? 1 : 0,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // As patient as the browser is with what it waits for.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
