import type { RoomView } from '#server/platform/handler.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'

const icon = (file: string, size: number, purpose = 'any') => ({
  src: `/${file}`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/**
 * The web app manifest (W3C Web Application Manifest) under which a device installs the cluster's hub: its name in the
 * reader's language. `cluster` is the cluster's own room as it stands in memory, null before it is founded.
 */
export function webManifest(cluster: RoomView | null, language: Language) {
  const name = cluster?.find('cluster', clusterRoom)?.name
  return {
    id: '/',
    name: name ? inLanguage(name, language) : 'Chandelier',
    short_name: name ? inLanguage(name, language).slice(0, 12) : 'Chandelier',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#191613',
    theme_color: '#191613',
    icons: [icon('icon-192.png', 192), icon('icon-512.png', 512), icon('icon-maskable-512.png', 512, 'maskable')],
  }
}
