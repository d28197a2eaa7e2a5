import { useEffect } from 'react'
import { create } from 'zustand'

interface WindowTitle {
  page: string
  house: string
  unread: number
}
const useWindowTitle = create<WindowTitle>(() => ({ page: '', house: 'Chandelier', unread: 0 }))

useWindowTitle.subscribe(({ page, house, unread }) => {
  const badge = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''
  document.title = badge + [page, house].filter(Boolean).join(' · ')
})

/** Names the page in the tab while it is shown. */
export function usePageTitle(page: string) {
  useEffect(() => {
    useWindowTitle.setState({ page })
    return () => useWindowTitle.setState({ page: '' })
  }, [page])
}

/** The tab's constant part: whose house this is, and how much in it is unread. */
export function useHouseTitle(house: string, unread: number) {
  useEffect(() => useWindowTitle.setState({ house, unread }), [house, unread])
}
