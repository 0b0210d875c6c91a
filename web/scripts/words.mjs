/**
 * The words of the pages, from `../languages/*.json` to `generated/words`: a module for each language and section, the
 * types of the sections, and what languages there are. Messages are ICU MessageFormat; one that takes arguments becomes
 * a function of them, compiled here so that no page carries a parser. docs/translating.md says what the files are.
 *
 * `node scripts/words.mjs` writes them. What a language lacks is English then, and is told; `node scripts/words.mjs
 * --check` writes nothing, and fails.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentsOf, compileMessage, parseMessage } from './message.mjs';

const WEB = dirname(dirname(fileURLToPath(import.meta.url)));
export const LANGUAGES_FOLDER = process.env.TILBAGE_LANGUAGES ?? join(dirname(WEB), 'languages');
const SOURCE = 'en';
/** What other programs than the pages say, and what the file itself is. */
const NOT_ON_PAGES = new Set(['language', 'mails', 'agent']);

/** Every file by its tag, English first. */
export function readLanguages(folder = LANGUAGES_FOLDER) {
  const tags = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  tags.sort((a, b) => (b === SOURCE) - (a === SOURCE) || a.localeCompare(b));
  return new Map(tags.map((tag) => [tag, JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'))]));
}

/** What is wrong with the languages, a line each; nothing when they are whole. */
export function mistakesIn(languages) {
  const mistakes = [];
  const source = languages.get(SOURCE);
  for (const [tag, words] of languages) {
    compare(source, words, [], (path, what) => mistakes.push(`${tag}.json: ${path.join('.')} ${what}`));
  }
  return mistakes;
}

function compare(expected, given, path, report) {
  if (given === undefined) return report(path, 'is missing');
  if (kindOf(expected) !== kindOf(given)) return report(path, `is ${kindOf(given)}, and in English it is ${kindOf(expected)}`);
  if (typeof expected === 'string') return compareMessages(expected, given, path, report);
  if (Array.isArray(expected) && expected.length !== given.length) {
    return report(path, `has ${given.length} parts, and in English there are ${expected.length}`);
  }
  for (const key of Object.keys(expected)) compare(expected[key], given[key], [...path, key], report);
  for (const key of Object.keys(given)) {
    if (!(key in expected)) report([...path, key], 'is not in English');
  }
}

function compareMessages(expected, given, path, report) {
  if (given.trim() === '' && expected.trim() !== '') return report(path, 'is empty');
  let theirs;
  try {
    theirs = argumentsOf(parseMessage(given));
  } catch (thrown) {
    return report(path, `cannot be read: ${thrown.message}`);
  }
  const ours = argumentsOf(parseMessage(expected));
  for (const name of ours.keys()) if (!theirs.has(name)) report(path, `does not use {${name}}`);
  for (const [name, how] of theirs) {
    const known = ours.get(name);
    if (known === undefined) report(path, `uses {${name}}, which English does not have`);
    else if (known.isOptional && !how.isOptional) report(path, `has no "none" for {${name}}`);
  }
}

function kindOf(value) {
  return Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a text' : 'a group';
}

/** `words` with English where they lack something or have what cannot be used. */
function completed(expected, given) {
  if (typeof expected === 'string') {
    let isUsable = typeof given === 'string' && given !== '';
    compareMessages(expected, isUsable ? given : expected, [], (_path, what) => (isUsable &&= !/which|read|none/.test(what)));
    return isUsable ? given : expected;
  }
  if (Array.isArray(expected)) {
    return Array.isArray(given) && given.length === expected.length ? expected.map((item, i) => completed(item, given[i])) : expected;
  }
  return Object.fromEntries(Object.entries(expected).map(([key, item]) => [key, completed(item, given?.[key])]));
}

/**
 * The shape of a part of the words: `text`, `list`, `group`, or `message`: an object with a title, of which a page says
 * all at once with one set of arguments. Where a group has nothing but messages, a page picks one by a code, so that
 * all of them take what any of them takes.
 */
function shapeOf(value) {
  if (typeof value === 'string') return { kind: 'text', args: argumentsOf(parseMessage(value)) };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(shapeOf) };
  const items = new Map(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
  if (isMessage(value)) {
    const args = merged([...items.values()].map((item) => item.args));
    return args.size === 0 ? { kind: 'group', items } : { kind: 'message', items, args };
  }
  const parts = Object.values(value);
  if (parts.length > 1 && parts.every(isMessage)) {
    const args = merged([...items.values()].filter((item) => item.kind === 'message').map((item) => item.args));
    if (args.size > 0) for (const [key, item] of items) items.set(key, { kind: 'message', items: item.items, args });
  }
  return { kind: 'group', items };
}

const PARTS_OF_MESSAGE = new Set(['title', 'text', 'next']);

function isMessage(value) {
  if (typeof value !== 'object' || typeof value.title !== 'string') return false;
  return Object.entries(value).every(([key, item]) => PARTS_OF_MESSAGE.has(key) && typeof item === 'string');
}

function merged(all) {
  const args = new Map();
  for (const [name, how] of all.flatMap((one) => [...one])) {
    const before = args.get(name) ?? how;
    const said = before.said ?? how.said;
    if (how.said !== null && how.said !== said) throw new Error(`{${name}} is used as ${said} and as ${how.said}`);
    args.set(name, { said, type: said ?? 'string', isOptional: how.isOptional || before.isOptional });
  }
  return args;
}

const HEADER = '// Made by scripts/words.mjs from languages/*.json.\n';

function typeOf(shape, indent) {
  const inner = `${indent}  `;
  const fields = () => [...shape.items].map(([key, item]) => `${inner}readonly ${JSON.stringify(key)}: ${typeOf(item, inner)};\n`).join('');
  switch (shape.kind) {
    case 'text':
      return shape.args.size === 0 ? 'string' : `(args: ${typeOfArguments(shape.args)}) => string`;
    case 'list':
      return `readonly [${shape.items.map((item) => typeOf(item, inner)).join(', ')}]`;
    case 'message':
      return `(args: ${typeOfArguments(shape.args)}) => {\n${[...shape.items.keys()].map((key) => `${inner}readonly ${JSON.stringify(key)}: string;\n`).join('')}${indent}}`;
    default:
      return `{\n${fields()}${indent}}`;
  }
}

function typeOfArguments(args) {
  const fields = [...args].map(([name, how]) =>
    how.isOptional ? `readonly ${name}?: ${how.type} | null | undefined` : `readonly ${name}: ${how.type}`,
  );
  return `{ ${fields.join('; ')} }`;
}

function codeOf(shape, value, where) {
  const field = (key, item) => `${JSON.stringify(key)}: ${codeOf(item, value[key], [...where, key])}`;
  switch (shape.kind) {
    case 'text':
      return shape.args.size === 0 ? JSON.stringify(plainText(value)) : functionOf(compiled(value, shape, where));
    case 'list':
      return `[${shape.items.map((item, i) => codeOf(item, value[i], [...where, i])).join(', ')}]`;
    case 'message':
      return functionOf(
        `({ ${[...shape.items.keys()].map((key) => `${JSON.stringify(key)}: ${compiled(value[key], shape, [...where, key])}`).join(', ')} })`,
      );
    default:
      return `{\n${[...shape.items].map(([key, item]) => field(key, item)).join(',\n')}\n}`;
  }
}

function compiled(text, shape, where) {
  try {
    return compileMessage(text, shape.args);
  } catch (thrown) {
    throw new Error(`${where.join('.')}: ${thrown.message}`);
  }
}

function functionOf(code) {
  return `${/\ba\./.test(code) ? '(a)' : '()'} => ${code}`;
}

function plainText(value) {
  return parseMessage(value).map((part) => part.value).join('');
}

const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);

function write(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), HEADER + text);
}

export function generate(languages, folder) {
  rmSync(folder, { recursive: true, force: true });
  const source = languages.get(SOURCE);
  const sections = Object.keys(source).filter((name) => !NOT_ON_PAGES.has(name));
  const shapes = new Map(sections.map((name) => [name, shapeOf(source[name])]));
  const tags = [...languages.keys()];
  write(
    folder,
    'types.ts',
    sections.map((name) => `export interface ${pascal(name)}Words ${typeOf(shapes.get(name), '')}\n`).join('\n'),
  );
  const facts = (property) =>
    `{ ${tags.map((tag) => `${JSON.stringify(tag)}: ${JSON.stringify(languages.get(tag).language?.[property] ?? tag)}`).join(', ')} } as const`;
  write(
    folder,
    'languages.ts',
    `export const LANGUAGES = ${JSON.stringify(tags)} as const;\nexport const NAMES = ${facts('name')};\nexport const LOCALES = ${facts('locale')};\nexport const NOT_LOADED = ${facts('notLoaded')};\n`,
  );
  for (const name of sections) {
    const type = `${pascal(name)}Words`;
    const loaders = tags.map((tag) => `  ${JSON.stringify(tag)}: () => import('./${tag}/${name}'),\n`).join('');
    write(
      folder,
      `${name}.ts`,
      `import { section } from '../../shared/words';\nimport type { ${type} } from './types';\n\nexport const ${name} = section<${type}>({\n${loaders}});\n`,
    );
    for (const tag of tags) {
      const words = completed(source[name], languages.get(tag)[name]);
      const code = codeOf(shapes.get(name), words, [name]);
      const uses = /\bf\./.test(code) ? 'f' : '_f';
      write(
        join(folder, tag),
        `${name}.ts`,
        `import type { Formats } from '../../../shared/format';\nimport type { ${type} } from '../types';\n\nexport default (${uses}: Formats): ${type} => (${code});\n`,
      );
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const languages = readLanguages();
  const mistakes = mistakesIn(languages);
  for (const mistake of mistakes) console.error(mistake);
  if (process.argv.includes('--check')) process.exitCode = mistakes.length === 0 ? 0 : 1;
  else generate(languages, join(WEB, 'generated', 'words'));
}
