import type { Command, CommandContext, EditorDialog } from './command.ts'

const always = () => true

function opens(type: EditorDialog['type']) {
  return ({ ui }: CommandContext) => ui.openDialog({ type })
}

export const fileCommands = [
  {
    id: 'file.addRecording',
    menu: 'File',
    label: () => 'Add recording…',
    keys: [],
    enabled: always,
    run: opens('addRecording'),
  },
  {
    id: 'file.importSpeech',
    menu: 'File',
    label: () => 'Import speakers or transcript…',
    keys: ['Mod+I'],
    enabled: always,
    run: opens('importSpeech'),
  },
  {
    id: 'file.export',
    menu: 'File',
    label: () => 'Export…',
    keys: ['Mod+E'],
    enabled: always,
    run: opens('export'),
  },
  {
    id: 'file.exportSpeech',
    menu: 'File',
    label: () => 'Export transcript and speakers…',
    keys: ['Mod+Shift+E'],
    enabled: ({ episode }) => episode.passages.length > 0 || episode.segments.length > 0,
    run: opens('exportSpeech'),
  },
  {
    id: 'file.pack',
    menu: 'File',
    label: () => 'Save a portable copy…',
    keys: [],
    enabled: always,
    run: opens('pack'),
  },
  {
    id: 'file.home',
    menu: 'File',
    label: () => 'All episodes',
    keys: [],
    enabled: always,
    run: ({ ui }) => ui.goHome(),
  },
] as const satisfies readonly Command[]
