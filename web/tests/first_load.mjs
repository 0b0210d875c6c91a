import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What comes before a page is shown, gzipped, in the language where that is most: index.html, what it names and what
 * that imports, and the words of `sections`. Returns { bytes, files }; what is loaded later is not among them.
 */
export function firstLoad(dist, sections) {
  const assets = readdirSync(join(dist, 'assets'));
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const common = new Set();
  const add = (name) => {
    if (common.has(name)) return;
    common.add(name);
    if (!name.endsWith('.js')) return;
    const code = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const [, other] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) add(other);
  };
  for (const [, name] of html.matchAll(/(?:src|href)="[^"]*\/assets\/([^"]+)"/g)) add(name);
  const tags = new Set(assets.flatMap((name) => /^words-([A-Za-z-]+?)-[a-z]+-/.exec(name)?.[1] ?? []));
  if (tags.size < 2) throw new Error(`the words of too few languages: ${[...tags]}`);
  const loads = [...tags].map((tag) => {
    const words = sections.map((section) => {
      const found = assets.find((name) => name.startsWith(`words-${tag}-${section}-`) && name.endsWith('.js'));
      if (found === undefined) throw new Error(`no words-${tag}-${section}`);
      return found;
    });
    const files = [...common, ...words];
    const packed = ['index.html.gz', ...files.map((name) => join('assets', assets.includes(`${name}.gz`) ? `${name}.gz` : name))];
    return { files, bytes: packed.reduce((sum, name) => sum + readFileSync(join(dist, name)).length, 0) };
  });
  return loads.reduce((most, one) => (one.bytes > most.bytes ? one : most));
}
