import { describe, expect, it } from 'vitest'
import { socketAddress } from '#renderer/api/connection.ts'
import { httpProblem } from '#renderer/api/problems.ts'
import { parseRoute } from '#renderer/app/route.ts'
import { formatBytes } from '#renderer/export/formats.ts'
import { timeLeft } from '#renderer/ui/Progress.tsx'

describe('the address', () => {
  it.each([
    ['', { screen: 'home' }],
    ['#/', { screen: 'home' }],
    ['#/demo', { screen: 'demo' }],
    ['#/project/a%20b', { screen: 'project', projectId: 'a b' }],
    ['#/project/', { screen: 'home' }],
    ['#nonsense', { screen: 'home' }],
  ])('%s names a screen', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  it('of the API is that of the page', () => {
    expect(socketAddress('http://127.0.0.1:4000/?x=1#/demo')).toBe('ws://127.0.0.1:4000/api')
    expect(socketAddress('https://example.org/')).toBe('wss://example.org/api')
  })
})

describe('what a person reads', () => {
  it('tells sizes and times left', () => {
    expect(formatBytes(1_618_087)).toBe('1.6 MB')
    expect(formatBytes(2_400)).toBe('2 kB')
    expect(formatBytes(5_200_000_000)).toBe('5.20 GB')
    expect(timeLeft(null)).toBe('')
    expect(timeLeft(3)).toBe('a few seconds left')
    expect(timeLeft(42)).toBe('about 45 s left')
    expect(timeLeft(90)).toBe('about 2 min left')
  })

  it('takes problems out of refused requests', () => {
    const problem = { code: 'missing-media', message: 'Gone.', hint: 'Find it.' }
    expect(httpProblem(JSON.stringify({ error: problem }))).toEqual(problem)
    expect(httpProblem('<html>')).toBeUndefined()
    expect(httpProblem('{}')).toBeUndefined()
  })
})
