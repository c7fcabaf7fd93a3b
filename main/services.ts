/** Everything the hosts share, put together once. */
import { ok, type Result } from '#core/problem.ts'
import { Library } from '#main/library/library.ts'
import { dropKeptExports, dropOwnRemovedProjects, sweep } from '#main/library/sweep.ts'
import { DerivedFiles } from '#main/media/derivedFiles.ts'
import { Masters } from '#main/media/render/master.ts'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { Originals } from '#main/originals/originals.ts'
import { Describe } from '#main/projects/describe.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import { SponsorService } from '#main/sponsors/sponsorService.ts'

export interface Services {
  readonly host: 'electron' | 'web' | 'cli'
  readonly library: Library
  readonly projects: ProjectService
  readonly describe: Describe
  readonly sponsors: SponsorService
  readonly reader: SourceReader
  readonly derived: DerivedFiles
  readonly masters: Masters
  readonly originals: Originals
  /** Ends decoders and closes the library. */
  readonly close: () => Promise<void>
}

/** Opens the library and builds the services on it. Problems: those of opening a library. */
export function createServices(options: { libraryPath: string; host: Services['host'] }): Result<Services> {
  const opened = Library.open(options.libraryPath)
  if (!opened.ok) return opened
  const library = opened.value
  sweep(library)
  const projects = new ProjectService(library)
  const derived = new DerivedFiles(library)
  const masters = new Masters(library, derived)
  const reader = new SourceReader(library, { derived })
  return ok({
    host: options.host,
    library,
    projects,
    masters,
    reader,
    derived,
    originals: new Originals({ library, projects, reader, masters }),
    describe: new Describe(library, projects, masters),
    sponsors: new SponsorService(library, projects, masters),
    close: async () => {
      await Promise.all([reader.close(), derived.close()])
      dropKeptExports(library)
      if (library.isOpen) dropOwnRemovedProjects(library)
      library.close()
    },
  })
}
