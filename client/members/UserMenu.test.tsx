import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson, signedInAs } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Notices } from '#client/ui/Notices.tsx'
import { useSession } from './me.store.ts'
import { UserMenu } from './UserMenu.tsx'

test('signing out where the hub does not answer says so, and nobody is shown the way out', async () => {
  hubAnswers({})
  signedInAs(buildPerson())
  const { user } = renderPage(
    <>
      <UserMenu />
      <Notices />
    </>,
  )
  await user.click(screen.getByRole('button', { name: /^Menu of/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
  expect(await screen.findByText(/still signed in on this device/)).toBeTruthy()
  expect(useSession.getState().state).toBe('member')
})
