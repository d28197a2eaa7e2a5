import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { showIn } from '#client/i18n.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { hueOf, initialOf, initialsOf, PersonAvatar } from './PersonAvatar.tsx'

test.each([
  ['林晓岚', '晓岚'],
  ['方砚', '方砚'],
  ['奥莉薇·布兰特', '奥布'],
  ['Olivia Brandt', 'OB'],
  ['Anna Maria von Berg', 'AB'],
  ['ian', 'I'],
  ['', ''],
])('%s is shown as %s', (name, initials) => expect(initialsOf(name)).toBe(initials))

test.each([
  ['林晓岚', '岚'],
  ['Olivia Brandt', 'O'],
  ['', ''],
])('where there is little room, %s is shown as %s', (name, initial) => expect(initialOf(name)).toBe(initial))

test('an id keeps its hue, and ids that follow one another differ', () => {
  expect(hueOf('person-1')).toBe(hueOf('person-1'))
  expect(Math.abs(hueOf('person-1') - hueOf('person-2'))).toBeGreaterThan(20)
})

test('only presence is said aloud, in the language shown', () => {
  showIn('zh')
  renderPage(<PersonAvatar person={buildPerson()} lamp="here" />)
  expect(screen.getByRole('img', { name: '在线' })).toBeTruthy()
})

test('a picture that cannot be fetched gives way to the initials', () => {
  const person = buildPerson({ avatar: '/people/ada/avatar/1' })
  const { container } = renderPage(<PersonAvatar person={person} />)
  const picture = container.querySelector('img')!
  expect(picture.getAttribute('src')).toBe('/api/people/ada/avatar/1')
  fireEvent.error(picture)
  expect(container.querySelector('img')).toBeNull()
  expect(screen.getByText(initialsOf(person.name.en))).toBeTruthy()
})
