import { defineConfig } from 'vite'
import { entriesThatExist } from './scripts/build/entries.mjs'

/** The main process, the command line and the worker: modules for Node 24, packages left outside. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: entriesThatExist(),
      external: [/^electron($|\/)/],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared/[name]-[hash].js',
      },
    },
  },
})
