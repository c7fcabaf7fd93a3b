import { Archive, Download, Inbox } from 'lucide-react'

/** Where X keeps the recording of a Space, and how it gets here. */
export function FromX() {
  return (
    <div className="from-x">
      <ol className="from-x-steps">
        <li>
          <Archive aria-hidden />
          <h3>Ask X for your archive</h3>
          <p className="muted">
            On X, open <b>Settings</b>, <b>Your account</b>, <b>Download an archive of your data</b>, and
            request it. Do it soon: X keeps the recording of a Space for 30 days.
          </p>
        </li>
        <li>
          <Download aria-hidden />
          <h3>Download the zip</h3>
          <p className="muted">
            X tells you when it is ready, often a day later. Leave the zip as it is, however large: only what
            is needed is read.
          </p>
        </li>
        <li>
          <Inbox aria-hidden />
          <h3>Drop it here</h3>
          <p className="muted">
            You see your Spaces with date and length, and choose which become episodes. Who speaks when comes
            along.
          </p>
        </li>
      </ol>
      <p className="from-x-other muted">
        <b>From a downloader?</b> Drop its file or its folder of chunks together with the JSON, captions or
        playlist beside it: names, dates and turns are taken from there. Any other audio file works, too.
      </p>
    </div>
  )
}
