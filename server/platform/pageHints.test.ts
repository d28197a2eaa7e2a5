import { expect, test } from 'vitest'
import { pageHints } from './pageHints.ts'

const manifest = JSON.stringify({
  'index.html': { file: 'assets/index-1.js', name: 'index', isEntry: true, css: ['assets/index-1.css'] },
  '_basics.js': { file: 'assets/basics-2.js', name: 'basics', imports: ['index.html'] },
  '_room.js': {
    file: 'assets/room-3.js',
    name: 'room',
    imports: ['index.html', '_basics.js'],
    css: ['assets/room-3.css'],
  },
  'members/SignInPage.tsx': { file: 'assets/SignInPage-4.js', name: 'SignInPage', imports: ['_basics.js'] },
})
const linked = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, path]) => path)

test('what a page needs besides the entry comes beside it, and what every page asks at once', () => {
  const hintsFor = pageHints(manifest)
  const asked = ['/api/cluster', '/api/session']
  const room = [...asked, '/assets/room-3.css', '/assets/room-3.js', '/assets/basics-2.js']
  expect(linked(hintsFor('/rooms/a.b-c'))).toEqual(room)
  expect(linked(hintsFor('/sign-in'))).toEqual([...asked, '/assets/SignInPage-4.js', '/assets/basics-2.js'])
  expect(linked(hintsFor('/rooms/a/record'))).toEqual(asked)
  expect(linked(hintsFor('/'))).toEqual(asked)
})

test('a build that says nothing of itself gives no more than the questions', () => {
  expect(linked(pageHints(undefined)('/rooms/a'))).toEqual(['/api/cluster', '/api/session'])
  expect(linked(pageHints('{}')('/rooms/a'))).toEqual(['/api/cluster', '/api/session'])
})
