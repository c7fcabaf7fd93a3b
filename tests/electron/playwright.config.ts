import { defineConfig } from '@playwright/test'

/** The built app under the real Electron. `node scripts/test.mjs tests/electron` builds, finds it and runs this. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/electron',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // Each test starts a whole program.
  workers: 1,
  use: { trace: 'retain-on-failure' },
})
