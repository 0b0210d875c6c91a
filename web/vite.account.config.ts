/** People's account page: index.html at /account, everything else under /account/assets/. */
import { defineConfig } from 'vite';
import { preactPage } from './page.config';

export default defineConfig(preactPage('account', '/account/'));
