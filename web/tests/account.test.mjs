/** The account page as it is built. What it does is tried against a real tenant and directory: tests/scenario. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { firstLoad } from './first_load.mjs';

const DIST = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'account');

test('the first load is at most 42 kB gzipped in any language, and nothing is inline or from elsewhere', () => {
  const assets = readdirSync(join(DIST, 'assets'));
  const { bytes, files } = firstLoad(DIST, ['shared', 'account']);
  assert.ok(bytes <= 42_000, `${bytes} bytes`);
  assert.ok(!files.some((name) => name.startsWith('strength_meter-')), 'when a password is typed');
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /style=|<style|onload=|javascript:|data:|<script(?![^>]*\bsrc=)/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(address, /^\/account\/assets\//);
  for (const name of assets.filter((one) => one.endsWith('.js'))) {
    assert.doesNotMatch(
      readFileSync(join(DIST, 'assets', name), 'utf8'),
      /\beval\(|new Function|localStorage|sessionStorage|console\./,
    );
  }
});
