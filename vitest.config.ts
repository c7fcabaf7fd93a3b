import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/bench/**', 'node_modules/**'],
    // Properties and real encodes take seconds; on a machine that is shared, more. Only a hang takes this long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
  },
})
