/**
 * ICU MessageFormat to an expression of TypeScript. Named arguments; `number`, `plural` (`=N` and the language's
 * categories), `select`, and of our own `duration`, seconds in words. `none` of a select is for an argument that may be
 * missing, `true` for one that is yes or no. Nothing else is let through, so that what the server's ICU takes for the
 * mails and what the pages take is one language.
 */

import { parse } from '@messageformat/parser';

const TYPE_OF_FORMAT = { number: 'number', duration: 'number' };

export function parseMessage(text) {
  return parse(text, { strict: false, strictPluralKeys: false });
}

/** The arguments by name: `type` of TypeScript, and `isOptional` when the message has words for its absence. */
export function argumentsOf(parts) {
  const args = new Map();
  collect(parts, args);
  return args;
}

function collect(parts, args) {
  for (const part of parts) {
    switch (part.type) {
      case 'content':
      case 'octothorpe':
        break;
      case 'argument':
        add(args, part.arg, null, false);
        break;
      case 'function': {
        const type = TYPE_OF_FORMAT[part.key];
        if (type === undefined || part.param !== undefined) throw new Error(`{${part.arg}, ${part.key}} is not a format that we know`);
        add(args, part.arg, type, false);
        break;
      }
      case 'plural':
        if (part.pluralOffset) throw new Error(`{${part.arg}, plural} has an offset`);
        add(args, part.arg, 'number', false);
        requireOther(part);
        for (const one of part.cases) collect(one.tokens, args);
        break;
      case 'select': {
        const keys = part.cases.map((one) => one.key);
        requireOther(part);
        add(args, part.arg, keys.includes('true') ? 'boolean' : null, keys.includes('none'));
        for (const one of part.cases) collect(one.tokens, args);
        break;
      }
      default:
        throw new Error(`{${part.arg}, ${part.type}} is not a format that we know`);
    }
  }
}

function requireOther(part) {
  if (!part.cases.some((one) => one.key === 'other')) throw new Error(`{${part.arg}, ${part.type}} has no "other"`);
}

/** A type that is said wins over text, which is what an argument is when nothing is said. */
function add(args, name, type, isOptional) {
  const before = args.get(name) ?? { said: null, isOptional: false };
  if (type !== null && before.said !== null && before.said !== type) throw new Error(`{${name}} is used as ${before.said} and as ${type}`);
  const said = before.said ?? type;
  args.set(name, { said, type: said ?? 'string', isOptional: before.isOptional || isOptional });
}

/** An expression of the arguments `a` and the formats `f`. `args`: what the caller gives. */
export function compileMessage(text, args) {
  return expression(parseMessage(text), { args, present: new Set(), counted: null });
}

function expression(parts, scope) {
  if (parts.length === 0) return "''";
  if (parts.length === 1 && parts[0].type !== 'content') {
    const only = one(parts[0], scope);
    return parts[0].type === 'argument' && scope.args.get(parts[0].arg).type !== 'string' ? `String(${only})` : only;
  }
  return `\`${parts.map((part) => (part.type === 'content' ? escaped(part.value) : `\${${one(part, scope)}}`)).join('')}\``;
}

function escaped(text) {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replace(/\n/g, '\\n');
}

function one(part, scope) {
  switch (part.type) {
    case 'argument':
      return valueOf(part.arg, scope);
    case 'octothorpe':
      return `f.number(${valueOf(scope.counted, scope)})`;
    case 'function':
      return `f.${part.key}(${valueOf(part.arg, scope)})`;
    case 'plural':
      return plural(part, scope);
    default:
      return select(part, scope);
  }
}

function valueOf(name, scope) {
  const how = scope.args.get(name);
  if (how === undefined) throw new Error(`{${name}} is not an argument of it`);
  if (how.isOptional && !scope.present.has(name)) throw new Error(`{${name}} may be missing, and stands where there is no "none" for it`);
  return `a.${name}`;
}

function plural(part, scope) {
  const value = valueOf(part.arg, scope);
  const inner = { ...scope, counted: part.arg };
  const cases = part.cases.filter((one) => one.key !== 'other');
  // Exact numbers come before the language's categories (ICU: PluralFormat).
  cases.sort((a, b) => b.key.startsWith('=') - a.key.startsWith('='));
  return conditional(part, cases, inner, ({ key }) => (key.startsWith('=') ? `${value} === ${key.slice(1)}` : `f.plural(${value}) === '${key}'`));
}

function select(part, scope) {
  const how = scope.args.get(part.arg);
  if (how === undefined) throw new Error(`{${part.arg}} is not an argument of it`);
  const cases = part.cases.filter((one) => one.key !== 'other');
  const none = cases.find((one) => one.key === 'none');
  const rest = cases.filter((one) => one !== none);
  const known = { ...scope, present: new Set([...scope.present, part.arg]) };
  if (how.isOptional && none === undefined && !scope.present.has(part.arg)) throw new Error(`{${part.arg}, select} has no "none"`);
  const test = ({ key }) => (how.type === 'boolean' ? (key === 'true' ? `a.${part.arg}` : `!a.${part.arg}`) : `a.${part.arg} === ${JSON.stringify(key)}`);
  const among = conditional(part, rest, known, test);
  if (none === undefined) return among;
  return `(a.${part.arg} === null || a.${part.arg} === undefined ? ${expression(none.tokens, scope)} : ${among})`;
}

function conditional(part, cases, scope, test) {
  const other = part.cases.find((one) => one.key === 'other');
  const last = expression(other.tokens, scope);
  if (cases.length === 0) return last;
  return `(${cases.map((one) => `${test(one)} ? ${expression(one.tokens, scope)} : `).join('')}${last})`;
}
