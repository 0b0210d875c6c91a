/** Plain ES modules of shared/ for Node: system tests seal with the page's own code, unit tests import what they test. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = (name: string) => resolve(__dirname, name);

export default defineConfig({
  build: {
    outDir: 'dist/lib',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: {
      formats: ['es'],
      entry: {
        seal: here('shared/seal_for_node.ts'),
        api_error: here('shared/api_error.ts'),
        await_outcome: here('shared/await_outcome.ts'),
        format: here('shared/format.ts'),
        language: here('shared/language.ts'),
        password_text: here('shared/password_text.ts'),
        reasons: here('shared/reasons.ts'),
        reset_answers: here('shared/reset_answers.ts'),
        strings: here('shared/strings_for_node.ts'),
        code_text: here('shared/code_text.ts'),
        password_check: here('shared/password_check.ts'),
        rules: here('shared/rules.ts'),
        url_parameters: here('reset/url_parameters.ts'),
      },
      fileName: (_format, name) => `${name}.mjs`,
    },
    rollupOptions: { external: ['node:crypto'], output: { chunkFileNames: 'chunk-[name]-[hash].mjs' } },
  },
});
