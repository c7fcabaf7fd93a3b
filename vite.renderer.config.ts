import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The window's page. Relative addresses, because it is served under another scheme by each host. */
export default defineConfig({
  root: 'renderer',
  base: './',
  // The program's icon is the page's too.
  publicDir: '../resources/icons',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
})
