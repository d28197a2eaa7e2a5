import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type RenderResult, render } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { themeOf } from '#client/ui/theme.ts'

interface Options {
  /** The address that the page believes to be at. */
  at?: string
}

/** Renders under all that a page needs: theme without transitions, a query cache of its own and a router. */
export function renderPage(page: ReactNode, { at = '/' }: Options = {}): RenderResult & { user: UserEvent } {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const rendered = render(
    <MantineProvider env="test" theme={themeOf(null)}>
      <QueryClientProvider client={queries}>
        <MemoryRouter initialEntries={[at]}>{page}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { ...rendered, user: userEvent.setup() }
}
