import sharp from 'sharp'

const edge = 256

/** Lamps, drawn on a field of 100 by 100. */
const lamps = [
  '<path d="M50 0v30" stroke="#fff" stroke-width="3"/><path d="M26 62q2-30 24-32q22 2 24 32z" fill="#fff"/><circle cx="50" cy="66" r="8" fill="#ffe3a8"/>',
  '<circle cx="50" cy="44" r="22" fill="#fff"/><path d="M41 64h18v14q-9 8-18 0z" fill="#ffe3a8"/>',
  '<path d="M30 24h40v52h-40z" fill="#fff"/><path d="M36 18h28v6h-28zM36 76h28v6h-28z" fill="#ffe3a8"/><path d="M43 24v52M57 24v52" stroke="#ffe3a8" stroke-width="2"/>',
  '<circle cx="50" cy="50" r="27" fill="none" stroke="#fff" stroke-width="9"/><circle cx="50" cy="50" r="8" fill="#ffe3a8"/>',
  '<path d="M40 22h20l14 48h-48z" fill="#fff"/><path d="M48 70h4v14h-4z" fill="#ffe3a8"/><path d="M36 84h28" stroke="#ffe3a8" stroke-width="4"/>',
  '<path d="M38 20h24v14h-24z" fill="#fff"/><path d="M38 34h24l16 48h-56z" fill="#ffe3a8" opacity="0.85"/>',
]

/** A lamp of one's own in a colour of one's own: base64 of a PNG. Nobody's face. */
export async function drawAvatar(place: number): Promise<string> {
  // The golden angle: however many there are, neighbours differ.
  const hue = Math.round((place * 137.508) % 360)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 100 100">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="hsl(${hue} 55% 46%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 60% 30%)"/>
    </linearGradient></defs>
    <rect width="100" height="100" fill="url(#g)"/>${lamps[place % lamps.length]}</svg>`
  return (await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer()).toString('base64')
}
