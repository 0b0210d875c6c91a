/** Looks for a secret in everything that a run left behind: files of any kind, and the arguments of running processes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

async function* filesBelow(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** The ways in which a password could lie somewhere: as it is, as the directory takes it, encoded, escaped, hashed is not meant. */
export function disguisesOf(secret) {
  const utf8 = Buffer.from(secret, 'utf8');
  const utf16 = Buffer.from(secret, 'utf16le');
  const encoded = [];
  for (const bytes of [utf8, utf16]) {
    // Base64 of a run inside other bytes depends on where it starts: three alignments, without the unsure ends.
    for (const lead of [0, 1, 2]) {
      const text = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
      const sure = text.slice(lead ? 4 : 0, -4);
      encoded.push(Buffer.from(sure), Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_')));
    }
    encoded.push(Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase()));
  }
  return [utf8, utf16, Buffer.from(encodeURIComponent(secret)), Buffer.from(JSON.stringify(secret).slice(1, -1)), ...encoded];
}

export function contains(bytes, disguises) {
  const unpacked = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return disguises.some((disguise) => unpacked.includes(disguise));
}

/** Paths that hold the secret; `skip` leaves files out. */
export async function whereIs(secret, folders, skip = () => false) {
  const disguises = disguisesOf(secret);
  const found = [];
  for (const folder of folders) {
    for await (const path of filesBelow(folder)) {
      if (!skip(path) && contains(await readFile(path), disguises)) found.push(path);
    }
  }
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    const told = Buffer.concat(await Promise.all(['cmdline', 'environ'].map((name) => readFile(`/proc/${pid}/${name}`).catch(() => Buffer.alloc(0)))));
    if (contains(told, disguises)) found.push(`/proc/${pid}`);
  }
  return found;
}
