/** A text as it stands, in its paragraphs. */
export function PlainText({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text that never changes in place
        <p key={index}>{paragraph}</p>
      ))}
    </>
  )
}
