/** What the configurations of the pages have in common: one folder, one index.html, content-hashed assets beside it. */
import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { readLanguages } from './scripts/words.mjs';

/** What a browser without JavaScript shows, in every language, for `%NO_SCRIPT%` in index.html. */
function noScript(): Plugin {
  const said = [...readLanguages()].map(([tag, words]) => `<p lang="${tag}">${escapeHtml(words.language.noScript)}</p>`);
  return { name: 'no-script', transformIndexHtml: (html) => html.replace('%NO_SCRIPT%', said.join('\n      ')) };
}

/** `words-da-portal`: a language's words of a section; anything else keeps its name. */
function wordsName(module: string | null): string {
  const [, tag, section] = /generated\/words\/([^/]+)\/(\w+)\.ts$/.exec(module ?? '') ?? [];
  return section === undefined ? '[name]' : `words-${tag}-${section}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Served at `base` by the tenant or the agent; built to dist/NAME. */
function page(name: string, base: string): UserConfig {
  return {
    root: resolve(__dirname, name),
    base,
    publicDir: false,
    plugins: [noScript()],
    build: {
      outDir: resolve(__dirname, 'dist', name),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0, // a data: URI would break the content security policy
      reportCompressedSize: false,
      rollupOptions: { output: { chunkFileNames: ({ facadeModuleId }) => `assets/${wordsName(facadeModuleId)}-[hash].js` } },
    },
  };
}

/** The pages where people type passwords to sign in or to reset: small, and under plain `default-src 'self'`. */
export function preactPage(name: string, base: string): UserConfig {
  const shared = page(name, base);
  return {
    ...shared,
    // What is loaded later is one file of its own, and Vite's helper that fetches others with it would be dead weight.
    build: { ...shared.build, modulePreload: false },
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none', drop: ['console'] },
  };
}

/**
 * Administrators' pages: React and Fluent UI, whose style elements carry the nonce that the server puts in the place of
 * `__NONCE__` in each answer.
 */
export function reactPage(name: string, base: string): UserConfig {
  const shared = page(name, base);
  return {
    ...shared,
    plugins: [...(shared.plugins ?? []), react()],
    // Said here because esbuild would take tsconfig.json's, which is for Preact.
    esbuild: { jsx: 'automatic', jsxImportSource: 'react', legalComments: 'none' },
    html: { cspNonce: '__NONCE__' },
  };
}
