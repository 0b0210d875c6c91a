/**
 * Builds the pages to dist/NAME, compressed beforehand, and the plain modules to dist/lib. `node scripts/build.mjs
 * portal` builds that page alone. A page whose folder is not there is left out.
 */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compressFolder } from './compress.mjs';

const WEB = dirname(dirname(fileURLToPath(import.meta.url)));
const CONFIGS = {
  reset: 'vite.config.ts',
  signin: 'vite.signin.config.ts',
  account: 'vite.account.config.ts',
  portal: 'vite.portal.config.ts',
  wizard: 'vite.wizard.config.ts',
  lib: 'vite.lib.config.ts',
};

const wanted = process.argv.slice(2);
for (const [name, config] of Object.entries(CONFIGS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (name !== 'lib' && !existsSync(join(WEB, name, 'index.html'))) continue;
  await build({ configFile: join(WEB, config), logLevel: 'warn' });
  if (name !== 'lib') compressFolder(join(WEB, 'dist', name));
}
