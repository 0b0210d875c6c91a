/** The reset page, as the tenant serves it: index.html at /reset, everything else content-hashed under /reset/assets/. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  root: resolve(__dirname, 'reset'),
  base: '/reset/',
  publicDir: false,
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    outDir: resolve(__dirname, 'dist/reset'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // a data: URI would break the content security policy
    reportCompressedSize: false,
  },
});
