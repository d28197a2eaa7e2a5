import { screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useDataSaver } from '#client/platform/dataSaver.store.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { DataSaverCard } from './DataSaverCard.tsx'

beforeEach(() => useDataSaver.setState({ isOn: false }))

test('the switch holds on this device, and faces give way to initials at once', async () => {
  const person = buildPerson({ id: 'Lan', avatar: '/avatars/a' })
  const { user, container } = renderPage(
    <>
      <DataSaverCard />
      <PersonAvatar person={person} />
    </>,
  )
  expect(container.querySelector('img')).not.toBeNull()
  await user.click(screen.getByRole('switch', { name: /^Save data/ }))
  expect(container.querySelector('img')).toBeNull()
  expect(localStorage.getItem('chandelier.dataSaver')).toBe('on')
  await user.click(screen.getByRole('switch', { name: /^Save data/ }))
  expect(container.querySelector('img')).not.toBeNull()
  expect(localStorage.getItem('chandelier.dataSaver')).toBe('off')
})
