import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from 'react'
import { savesData } from '#client/platform/dataSaver.store.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever button takes these props
type ButtonElement = ReactElement<any>

/** What a popup's frame (`MenuFrame`, `PopoverFrame`) is given by the button that it takes the place of. */
export interface Framed {
  button: ButtonElement
  /** The frame stands, its button included. */
  onReady(): void
  /** It cannot be fetched, and whoever pressed the button has read so. */
  onClose(): void
  onChange?(isOpen: boolean): void
}

interface Props {
  button: ButtonElement
  kind: 'menu' | 'dialog'
  /** Fetches the part that opens: at once, when a pointer or the keyboard comes to the button. */
  fetchPart(): Promise<unknown>
  /** It has been asked for, or is closed. */
  onChange?(isOpen: boolean): void
  /** The part, a `latePart` around a frame. */
  children(framed: Framed): ReactNode
}

/** A button whose menu or panel, and all that places it on the page, is fetched when it is first pressed. */
export function LatePopup({ button, kind, fetchPart, onChange, children }: Props) {
  const [isWanted, setWanted] = useState(false)
  const [isReady, setReady] = useState(false)
  // What cannot be fetched is asked for once more when it is needed.
  const fetchSoon = () => void (savesData() || fetchPart().catch(() => {}))
  const want = (isOn: boolean) => {
    setWanted(isOn)
    onChange?.(isOn)
  }
  const plain = cloneElement(button, {
    'aria-haspopup': kind,
    'aria-expanded': false,
    'aria-busy': isWanted || undefined,
    onClick: () => want(true),
    onPointerEnter: (event: PointerEvent) => {
      button.props.onPointerEnter?.(event)
      fetchSoon()
    },
    onFocus: (event: FocusEvent) => {
      button.props.onFocus?.(event)
      fetchSoon()
    },
  })
  return (
    <>
      {!isReady && plain}
      <Suspense>
        {isWanted && children({ button, onChange, onReady: () => setReady(true), onClose: () => want(false) })}
      </Suspense>
    </>
  )
}
