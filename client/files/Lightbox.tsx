import './files.texts.ts'
import '#client/ui/mantineLate.ts'
import { ActionIcon, Modal } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react'
import { type PointerEvent, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import { addressOfFile } from './fileLook.ts'
import classes from './Lightbox.module.css'

interface Props {
  pictures: readonly FileRef[]
  /** The one to show first. */
  first: string
  onClose(): void
}

/** Shown size over the picture's own; null fits it to the window. */
type Zoom = number | null
const zooms = [0.25, 0.5, 1, 2, 4]
const swipePx = 60

/** The pictures of a message, one at a time, as large as one likes. */
export function Lightbox({ pictures, first, onClose }: Props) {
  const { t } = useText()
  const [id, setId] = useState(first)
  const [zoom, setZoom] = useState<Zoom>(null)
  const place = Math.max(
    0,
    pictures.findIndex((picture) => picture.id === id),
  )
  const picture = pictures[place]
  useWindowEvent('keydown', onKeyDown)
  if (!picture) return null

  function turn(step: number) {
    const next = pictures[place + step]
    if (!next) return
    setId(next.id)
    setZoom(null)
  }
  const larger = zooms.find((each) => each > (zoom ?? 0.5))
  const smaller = zoom === null ? undefined : zooms.findLast((each) => each < zoom)

  function onKeyDown(event: KeyboardEvent) {
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => turn(-1),
      ArrowRight: () => turn(1),
      '+': () => larger && setZoom(larger),
      '=': () => larger && setZoom(larger),
      '-': () => setZoom(smaller ?? null),
      '0': () => setZoom(null),
    }
    const deed = deeds[event.key]
    // Of a large picture, arrows move what is seen of it.
    if (!deed || (zoom !== null && event.key.startsWith('Arrow'))) return
    event.preventDefault()
    deed()
  }

  return (
    <Modal.Root opened onClose={onClose} fullScreen padding={0} transitionProps={{ duration: 0 }}>
      <Modal.Content
        className={classes.content}
        classNames={{ content: classes.content }}
        radius={0}
        aria-label={t('files.viewer')}
      >
        <div className={classes.bar}>
          <span className={classes.name}>{picture.name}</span>
          {pictures.length > 1 && (
            <span className={classes.place} role="status">
              {t('files.place', { place: place + 1, count: pictures.length })}
            </span>
          )}
          <BarButton label={t('files.zoomOut')} isOff={zoom === null} onClick={() => setZoom(smaller ?? null)}>
            <ZoomOut size={19} aria-hidden />
          </BarButton>
          <BarButton label={t('files.zoomIn')} isOff={!larger} onClick={() => larger && setZoom(larger)}>
            <ZoomIn size={19} aria-hidden />
          </BarButton>
          <ActionIcon
            component="a"
            href={addressOfFile(picture.id)}
            download={picture.name}
            variant="transparent"
            size={40}
            aria-label={t('files.save', { name: picture.name })}
          >
            <Download size={19} aria-hidden />
          </ActionIcon>
          <BarButton label={t('platform.close')} onClick={onClose} isFirst>
            <X size={20} aria-hidden />
          </BarButton>
        </div>
        <div className={classes.stage}>
          <Stage key={picture.id} picture={picture} zoom={zoom} onZoom={setZoom} onTurn={turn} />
          {place > 0 && (
            <ActionIcon
              className={classes.turn}
              data-way="previous"
              variant="transparent"
              size={48}
              radius="xl"
              aria-label={t('files.previous')}
              onClick={() => turn(-1)}
            >
              <ChevronLeft aria-hidden />
            </ActionIcon>
          )}
          {place < pictures.length - 1 && (
            <ActionIcon
              className={classes.turn}
              data-way="next"
              variant="transparent"
              size={48}
              radius="xl"
              aria-label={t('files.next')}
              onClick={() => turn(1)}
            >
              <ChevronRight aria-hidden />
            </ActionIcon>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

interface BarButtonProps {
  label: string
  isOff?: boolean
  isFirst?: boolean
  onClick(): void
  children: React.ReactNode
}
function BarButton({ label, isOff = false, isFirst, onClick, children }: BarButtonProps) {
  return (
    <ActionIcon
      variant="transparent"
      size={40}
      aria-label={label}
      disabled={isOff}
      onClick={onClick}
      data-autofocus={isFirst || undefined}
    >
      {children}
    </ActionIcon>
  )
}

interface StageProps {
  picture: FileRef
  zoom: Zoom
  onZoom(zoom: Zoom): void
  onTurn(step: number): void
}

/** Drags what is larger than the window; swipes from picture to picture what fits it. */
function Stage({ picture, zoom, onZoom, onTurn }: StageProps) {
  const { t } = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const grip = useRef<{ x: number; y: number; left: number; top: number; isMouse: boolean } | null>(null)
  const [isBroken, setBroken] = useState(false)

  function grab({ clientX: x, clientY: y, pointerType }: PointerEvent) {
    const { scrollLeft: left = 0, scrollTop: top = 0 } = scroller.current ?? {}
    grip.current = { x, y, left, top, isMouse: pointerType === 'mouse' }
  }
  function drag({ clientX, clientY }: PointerEvent) {
    const held = grip.current
    if (held?.isMouse && zoom !== null) {
      scroller.current?.scrollTo(held.left + held.x - clientX, held.top + held.y - clientY)
    }
  }
  function letGo({ clientX }: PointerEvent) {
    const held = grip.current
    grip.current = null
    if (!held || held.isMouse || zoom !== null) return
    if (Math.abs(clientX - held.x) > swipePx) onTurn(clientX < held.x ? 1 : -1)
  }

  if (isBroken) {
    return (
      <div className={classes.scroller}>
        <p className={classes.broken}>{t('files.notShown')}</p>
      </div>
    )
  }
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-is-large={zoom !== null || undefined}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={() => {
        grip.current = null
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the window around it */}
      <img
        className={classes.image}
        data-is-fitted={zoom === null || undefined}
        src={addressOfFile(picture.id)}
        alt={picture.name}
        width={zoom === null ? (picture.width ?? undefined) : (picture.width ?? 1) * zoom}
        height={zoom === null ? (picture.height ?? undefined) : (picture.height ?? 1) * zoom}
        draggable={false}
        onError={() => setBroken(true)}
        onClick={() => zoom === null && onZoom(1)}
      />
    </div>
  )
}
