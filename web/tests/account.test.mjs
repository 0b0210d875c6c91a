/** The account page as it is built. What it does is tried against a real tenant and directory: tests/scenario. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const DIST = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'account');

test('the first load is at most 48 kB gzipped, and nothing is inline or from elsewhere', () => {
  const assets = readdirSync(join(DIST, 'assets'));
  const isLater = (name) => name.startsWith('strength_meter-'); // when a password is typed
  const packed = ['index.html.gz', ...assets.filter((name) => name.endsWith('.gz') && !isLater(name)).map((name) => join('assets', name))];
  const bytes = packed.reduce((sum, name) => sum + readFileSync(join(DIST, name)).length, 0);
  assert.ok(bytes <= 48_000, `${bytes} bytes`);
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /strength_meter/);
  assert.doesNotMatch(html, /style=|<style|onload=|javascript:|data:|<script(?![^>]*\bsrc=)/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(address, /^\/account\/assets\//);
  for (const name of assets.filter((one) => one.endsWith('.js'))) {
    assert.doesNotMatch(
      readFileSync(join(DIST, 'assets', name), 'utf8'),
      /\beval\(|new Function|localStorage|sessionStorage|console\./,
    );
  }
});
