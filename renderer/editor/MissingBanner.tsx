import { TriangleAlert } from 'lucide-react'
import { useMissing } from '#renderer/relink/useMissing.ts'
import { useEditor } from '#renderer/state/editor.ts'

/** Says where an original was when it is gone, and offers to find it. */
export function MissingBanner({ onFind }: { readonly onFind: () => void }) {
  const projectId = useEditor((editor) => editor.projectId)
  // A recording that is added may be missing by the next time, one that an undo takes away is nobody's trouble.
  const media = useEditor((editor) => editor.committed.media)
  const missing = useMissing(projectId, media)
  const [first] = missing
  if (!first) return null
  const what =
    missing.length === 1 ? 'The original recording is' : `${missing.length} original recordings are`
  return (
    <div className="banner missing-banner" role="status">
      <TriangleAlert aria-hidden />
      <span className="selectable missing-text">
        {what} gone{missing.length === 1 && <> from {first}</>}. Editing works; playing and exporting need it.
      </span>
      <button type="button" className="button small" onClick={onFind}>
        Find it…
      </button>
    </div>
  )
}
