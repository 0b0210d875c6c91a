/** The configuration wizard, as the agent serves it on its loopback port: index.html at /, assets under /assets/. */
import { defineConfig } from 'vite';
import { reactPage } from './page.config';

export default defineConfig(reactPage('wizard', '/'));
