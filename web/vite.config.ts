/** The reset page, as the tenant serves it: index.html at /reset, everything else content-hashed under /reset/assets/. */
import { defineConfig } from 'vite';
import { preactPage } from './page.config';

export default defineConfig(preactPage('reset', '/reset/'));
