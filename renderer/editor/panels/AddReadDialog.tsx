import { FileAudio } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { problemOf } from '#renderer/api/problems.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { type PickedFile, pathOf, pickOne } from '#renderer/import/files.ts'
import { Modal } from '#renderer/ui/Modal.tsx'

interface AddReadDialogProps {
  readonly onClose: () => void
  readonly onAdded: () => void
}

/** Takes a sponsor's recording into the library. */
export function AddReadDialog({ onClose, onAdded }: AddReadDialogProps) {
  const api = useApi()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    if (!file) return setWrong('Choose the recording of the read first.')
    setBusy(true)
    setWrong('')
    try {
      const path = await pathOf(file)
      await api.sponsors.add({
        path,
        brand: text('brand'),
        campaign: text('campaign'),
        link: text('link'),
      })
      say('Sponsor read added.')
      onAdded()
      onClose()
    } catch (thrown) {
      const { message, hint } = problemOf(thrown)
      setWrong(`${message} ${hint}`.trim())
      setBusy(false)
    }
  }

  async function choose() {
    const picked = await pickOne('recording')
    if (picked) setFile(picked)
  }

  return (
    <Modal
      title="Add a sponsor read"
      description="It stays in your library for every episode."
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form="add-read" className="button primary" disabled={busy}>
            {busy ? 'Measuring…' : 'Add read'}
          </button>
        </>
      }
    >
      <form id="add-read" className="stack" onSubmit={(event) => void add(event)}>
        <button type="button" className="button file-button" onClick={() => void choose()}>
          <FileAudio aria-hidden />
          <span className="truncate">{file?.name ?? 'Choose audio file…'}</span>
        </button>
        <Field name="brand" label="Brand" required />
        <Field name="campaign" label="Campaign (optional)" />
        <Field name="link" label="Link (optional)" type="url" placeholder="https://" />
        {wrong && (
          <p className="form-problem" role="alert">
            {wrong}
          </p>
        )}
      </form>
    </Modal>
  )
}

function Field({
  label,
  ...input
}: {
  label: string
  name: string
  required?: boolean
  type?: string
  placeholder?: string
}) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input className="input" maxLength={200} autoComplete="off" {...input} />
    </label>
  )
}
