import type { Rolldown } from 'vite'

/**
 * Which modules travel together. Each file costs its own way there and back, and over plain HTTP only six go at once: left
 * to itself, the build would cut what a room needs first into sixty.
 */
export const bundles: Rolldown.CodeSplittingGroup[] = [
  { name: 'hall', tags: ['$initial'], priority: 3 },
  {
    name: 'basics',
    // Small, and asked for by so many pages that it is cheaper once than apart. Not what these lean on, which is not always small.
    test: /lucide-react.*icons|core\/esm\/components\/(Alert|Anchor|Title|Textarea|TextInput|InputBase|Input|Paper|Code)\/|client\/ui\/FormRefusal|platform\/(useDeed|life)\.ts|get-env|rooms\/message\.ts/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
    priority: 2,
  },
  { name: 'room', test: /client\/rooms\/(RoomPage|MessageText|roomView|mentions)\.tsx?$/, priority: 1 },
]
