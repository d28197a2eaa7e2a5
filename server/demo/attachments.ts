import { readFile } from 'node:fs/promises'
import sharp from 'sharp'

const dataSheetFile = new URL('./dataSheet.pdf', import.meta.url)

export interface Attachment {
  name: string
  bytes(): Promise<Buffer>
}

interface Light {
  /** What the lamp gives, and what it leaves of it on the wall. */
  glow: string
  wall: string
}
const warm: Light = { glow: '#ffb45e', wall: '#8a5a33' }
const soft: Light = { glow: '#ffd09a', wall: '#8f7154' }
const neutral: Light = { glow: '#fff1de', wall: '#8d8a86' }

/** A drawing of a living room under a pendant lamp of one colour temperature. */
const livingRoom = ({ glow, wall }: Light) => `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="860" viewBox="0 0 1280 860">
  <defs>
    <radialGradient id="wall" cx="0.5" cy="0.34" r="0.75">
      <stop offset="0" stop-color="${glow}"/><stop offset="0.55" stop-color="${wall}"/><stop offset="1" stop-color="#1d1a19"/>
    </radialGradient>
    <radialGradient id="beam" cx="0.5" cy="0" r="1"><stop offset="0" stop-color="${glow}" stop-opacity="0.9"/><stop offset="1" stop-color="${glow}" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="1280" height="860" fill="url(#wall)"/>
  <rect y="660" width="1280" height="200" fill="#2b2320"/>
  <path d="M560 292 L270 860 L1010 860 L720 292 Z" fill="url(#beam)"/>
  <rect x="637" width="6" height="200" fill="#171312"/>
  <path d="M560 292 Q566 206 640 196 Q714 206 720 292 Z" fill="#221c19"/>
  <ellipse cx="640" cy="292" rx="80" ry="13" fill="#fffaf0"/>
  <rect x="330" y="560" width="620" height="130" rx="34" fill="#5a4c44"/>
  <rect x="290" y="606" width="110" height="130" rx="34" fill="#66574e"/><rect x="880" y="606" width="110" height="130" rx="34" fill="#66574e"/>
  <rect x="380" y="650" width="520" height="84" rx="22" fill="#6f5f55"/>
  <rect x="120" y="250" width="170" height="220" fill="#3a302b" stroke="#a78c70" stroke-width="8"/>
</svg>`

/** A blackboard seen from the second row, with the bare light that blinds whoever sits there. */
const blackboard = `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="860" viewBox="0 0 1280 860">
  <defs>
    <radialGradient id="glare" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stop-color="#ffffff"/><stop offset="0.3" stop-color="#fffbe6" stop-opacity="0.75"/><stop offset="1" stop-color="#fffbe6" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="1280" height="860" fill="#cfcabc"/>
  <rect x="110" y="300" width="1060" height="360" fill="#27413a" stroke="#8a6b45" stroke-width="16"/>
  <path d="M180 420 h300 M180 480 h420 M180 540 h240" stroke="#dfe7e2" stroke-width="7" stroke-dasharray="60 18"/>
  <rect y="700" width="1280" height="160" fill="#8d7a5f"/>
  <rect x="240" y="176" width="800" height="26" rx="8" fill="#fffef6"/>
  <ellipse cx="640" cy="190" rx="620" ry="190" fill="url(#glare)"/>
</svg>`

const drawn = (svg: string) => () => sharp(Buffer.from(svg)).jpeg({ quality: 86 }).toBuffer()
const picture = (name: string, svg: string): Attachment => ({ name, bytes: drawn(svg) })

/** A warm white spectrum in steps of 5 nm: a blue peak, and broad phosphors with enough red for a high R9. */
async function spectrum(): Promise<Buffer> {
  const bell = (at: number, centre: number, width: number) => Math.exp(-(((at - centre) / width) ** 2))
  const wavelengths = Array.from({ length: 81 }, (_, step) => 380 + 5 * step)
  const power = (at: number) => 0.42 * bell(at, 452, 14) + 0.62 * bell(at, 545, 52) + 0.98 * bell(at, 632, 48)
  const most = Math.max(...wavelengths.map(power))
  const rows = wavelengths.map((at) => `${at},${(power(at) / most).toFixed(4)}`)
  return Buffer.from(
    `# 3000 K, Ra 97, array spectrometer, calibrated\nwavelength_nm,relative_power\n${rows.join('\n')}\n`,
  )
}

/** What members of the demo hand round, drawn or reckoned when it is installed. */
export const attachments = {
  room2700: picture('样板间 2700K.jpg', livingRoom(warm)),
  room3000: picture('样板间 3000K.jpg', livingRoom(soft)),
  room4000: picture('样板间 4000K.jpg', livingRoom(neutral)),
  secondRow: picture('黑板灯 第二排视角.jpg', blackboard),
  dataSheet: { name: 'QT-12 规格书.pdf', bytes: () => readFile(dataSheetFile) },
  spectrum: { name: 'spectrum-3000K-Ra97.csv', bytes: spectrum },
} satisfies Record<string, Attachment>

export type AttachmentKey = keyof typeof attachments
