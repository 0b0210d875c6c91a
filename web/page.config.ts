/** What the configurations of the pages have in common: one folder, one index.html, content-hashed assets beside it. */
import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';

/** Served at `base` by the tenant or the agent; built to dist/NAME. */
function page(name: string, base: string): UserConfig {
  return {
    root: resolve(__dirname, name),
    base,
    publicDir: false,
    build: {
      outDir: resolve(__dirname, 'dist', name),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0, // a data: URI would break the content security policy
      reportCompressedSize: false,
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
  return {
    ...page(name, base),
    plugins: [react()],
    // Said here because esbuild would take tsconfig.json's, which is for Preact.
    esbuild: { jsx: 'automatic', jsxImportSource: 'react', legalComments: 'none' },
    html: { cspNonce: '__NONCE__' },
  };
}
