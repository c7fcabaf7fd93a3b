import { Bookmark, Captions, History, Megaphone, SlidersHorizontal, Users } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useEditor } from '#renderer/state/editor.ts'
import { TranscriptPanel } from '../transcript/TranscriptPanel.tsx'
import { ChaptersPanel } from './ChaptersPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { InspectPanel } from './InspectPanel.tsx'
import { SpeakersPanel } from './SpeakersPanel.tsx'
import { SponsorsPanel } from './SponsorsPanel.tsx'

const TABS = [
  ['speakers', 'Speakers', Users, SpeakersPanel],
  ['transcript', 'Transcript', Captions, TranscriptPanel],
  ['sponsors', 'Sponsors', Megaphone, SponsorsPanel],
  ['inspect', 'Inspect', SlidersHorizontal, InspectPanel],
  ['chapters', 'Chapters', Bookmark, ChaptersPanel],
  ['history', 'History', History, HistoryPanel],
] as const

/** What is known of the episode, by subject. Selecting something on the timeline shows it. */
export function SidePanel() {
  const [tab, setTab] = useState('speakers')
  const selected = useEditor(
    (editor) => editor.selectedCut ?? editor.selectedClipId ?? editor.selectedSegmentId,
  )
  useEffect(() => {
    if (selected) setTab('inspect')
  }, [selected])
  return (
    <aside className="side" aria-label="Details">
      <Tabs.Root value={tab} onValueChange={setTab} className="side-tabs">
        <Tabs.List className="tab-list" aria-label="Details">
          {TABS.map(([id, name, Icon]) => (
            <Tabs.Trigger key={id} value={id} className="tab">
              <Icon aria-hidden />
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {TABS.map(([id, , , Panel]) => (
          <Tabs.Content key={id} value={id} className="tab-content">
            <Panel />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </aside>
  )
}
