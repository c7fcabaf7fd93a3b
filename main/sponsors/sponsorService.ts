/** Sponsor reads: kept in the library, placed into episodes with their level matched to the programme. */
import { randomUUID } from 'node:crypto'
import type { SponsorRead } from '#core/contract/shapes.ts'
import { slotPosition } from '#core/episode/derive.ts'
import { GAIN_DB_LIMIT, type Slot } from '#core/episode/schema.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { clamp, type Samples } from '#core/time/units.ts'
import { type AdoptOptions, adoptMedia } from '#main/library/adoptMedia.ts'
import type { Library } from '#main/library/library.ts'
import type { ReadRow } from '#main/library/readRepository.ts'
import type { Masters } from '#main/media/render/master.ts'
import { isMissing } from '#main/projects/describe.ts'
import type { ProjectService, ProjectState } from '#main/projects/projectService.ts'

export interface ReadDetails {
  readonly name?: string | undefined
  readonly brand?: string | undefined
  readonly campaign?: string | undefined
  readonly link?: string | undefined
}

export class SponsorService {
  readonly #library: Library
  readonly #projects: ProjectService
  readonly #masters: Masters

  constructor(library: Library, projects: ProjectService, masters: Masters) {
    this.#library = library
    this.#projects = projects
    this.#masters = masters
  }

  list(): SponsorRead[] {
    return this.#library.reads.list().map((row) => this.#describe(row))
  }

  /** Takes a sound file into the library as a read. Problems: those of an import. */
  async add(
    path: string,
    details: ReadDetails & { brand: string },
    options: Pick<AdoptOptions, 'signal'>,
  ): Promise<Result<SponsorRead>> {
    const adopted = await adoptMedia(this.#library, { ...options, path, kind: 'read' })
    if (!adopted.ok) return adopted
    const row: ReadRow = {
      id: `sponsor-${randomUUID().slice(0, 8)}`,
      media_id: adopted.value.record.id,
      name: details.name ?? [details.brand, details.campaign].filter(Boolean).join(' – '),
      brand: details.brand,
      campaign: details.campaign ?? '',
      link: details.link ?? '',
      created_at: new Date().toISOString(),
      removed_at: null,
    }
    return this.#library.write(() => {
      this.#library.reads.insert(row)
      return ok(this.#describe(row))
    })
  }

  /** Changes what is known of a read; what is left out stays. Problem: `not-found`. */
  update(readId: string, details: ReadDetails): Result<SponsorRead> {
    return this.#library.write(() => {
      const found = this.find(readId)
      if (!found.ok) return found
      const before = found.value
      const row = {
        ...before,
        name: details.name ?? before.name,
        brand: details.brand ?? before.brand,
        campaign: details.campaign ?? before.campaign,
        link: details.link ?? before.link,
      }
      this.#library.reads.update(row)
      return ok(this.#describe(row))
    })
  }

  /** Takes a read off the list; episodes that play it keep it. Problem: `not-found`. */
  remove(readId: string): Result<null> {
    return this.#library.write(() => {
      const found = this.find(readId)
      if (!found.ok) return found
      this.#library.reads.remove(readId, new Date().toISOString())
      return ok(null)
    })
  }

  /** A read by its id, a unique start of one, or a unique name or brand. Problems: `not-found`, `ambiguous`. */
  find(reference: string): Result<ReadRow> {
    const rows = this.#library.reads.list()
    const exact = rows.find((row) => row.id === reference)
    if (exact) return ok(exact)
    const wanted = reference.toLowerCase()
    const found = rows.filter(
      (row) =>
        row.id.startsWith(reference) || [row.name, row.brand].some((name) => name.toLowerCase() === wanted),
    )
    if (found.length === 1 && reference !== '') return ok(found[0]!)
    if (found.length > 1)
      return fail(
        'ambiguous',
        `“${reference}” may mean ${found.length} sponsor reads.`,
        'Use the id; `sponsor list` shows it.',
      )
    return fail(
      'not-found',
      `There is no sponsor read “${reference}”.`,
      'Add one first, or see `sponsor list`.',
    )
  }

  /**
   * Puts a read into an episode, at a timeline sample or into a slot (mid-roll where neither is said), with the
   * gain that brings it to the programme's loudness. One undo step.
   */
  async place(
    projectId: string,
    reference: string,
    where: { at?: Samples | undefined; slot?: Slot | undefined },
  ): Promise<Result<ProjectState & { clipId: string }>> {
    const found = this.find(reference)
    if (!found.ok) return found
    const record = this.#library.find(found.value.media_id)
    const state = this.#projects.open(projectId)
    if (!state.ok) return state
    if (!record)
      return fail(
        'missing-media',
        `The sound of “${found.value.name}” is gone from the library.`,
        'Add the read again.',
      )
    const { episode, history } = state.value
    const programme = await this.#masters.programmeLufs(episode)
    if (!programme.ok) return programme
    const gainDb =
      programme.value === null || record.integratedLufs === null
        ? 0
        : clamp(
            Math.round((programme.value - record.integratedLufs) * 10) / 10,
            -GAIN_DB_LIMIT,
            GAIN_DB_LIMIT,
          )
    const at = where.at ?? slotPosition(episode, where.slot ?? 'mid')
    const placed = this.#projects.apply(
      projectId,
      [
        {
          type: 'placeRead',
          media: {
            id: record.id,
            kind: 'read',
            name: found.value.name,
            durationSamples: record.durationSamples,
            gaps: [],
          },
          at,
          ...(where.slot && { slot: where.slot }),
          gainDb,
        },
      ],
      { baseRevision: history.revision },
    )
    if (!placed.ok) return placed
    // The command gives the read's clip the last id it makes.
    return ok({ ...placed.value, clipId: `c${placed.value.episode.nextSerial - 1}` })
  }

  #describe(row: ReadRow): SponsorRead {
    const record = this.#library.find(row.media_id)
    return {
      id: row.id,
      mediaId: row.media_id,
      name: row.name,
      brand: row.brand,
      campaign: row.campaign,
      link: row.link,
      durationSamples: record?.durationSamples ?? 1,
      loudness: {
        integratedLufs: record?.integratedLufs ?? null,
        truePeakDbtp: record?.truePeakDbtp ?? null,
      },
      missing: !record || isMissing(record),
      createdAt: row.created_at,
    }
  }
}
