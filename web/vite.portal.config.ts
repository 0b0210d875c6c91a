/** The administrators' portal: index.html at /portal and every address below it, assets under /portal/assets/. */
import { defineConfig } from 'vite';
import { reactPage } from './page.config';

export default defineConfig(reactPage('portal', '/portal/'));
