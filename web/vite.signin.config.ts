/** The administrators' sign-in page: index.html at /signin, everything else under /signin/assets/. */
import { defineConfig } from 'vite';
import { preactPage } from './page.config';

export default defineConfig(preactPage('signin', '/signin/'));
