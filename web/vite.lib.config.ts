/** Plain ES modules of shared/ for Node: system tests seal with the page's own code, unit tests import what they test. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const shared = (name: string) => resolve(__dirname, 'shared', name);

export default defineConfig({
  build: {
    outDir: 'dist/lib',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: {
      formats: ['es'],
      entry: {
        seal: shared('seal_for_node.ts'),
        password_text: shared('password_text.ts'),
      },
      fileName: (_format, name) => `${name}.mjs`,
    },
    rollupOptions: { external: ['node:crypto'], output: { chunkFileNames: 'chunk-[name].mjs' } },
  },
});
