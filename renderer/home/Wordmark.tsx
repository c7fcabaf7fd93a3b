/** The name, with its mark. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <img src="./icon.svg" alt="" width={24} height={24} />
      Afterspace
    </span>
  )
}
