/**
 * A language that nobody speaks, made from English: every letter is a wide one, so that a word on a page in common
 * letters is either data or was never in the language's file.
 */

import { parseMessage } from '../scripts/message.mjs';

export const TAG = 'zh';
/** Its dates and units have no Latin letters. */
export const LOCALE = 'zh-CN';

export function pseudo(words) {
  const { language, ...sections } = words;
  return { language: { ...mapped(language), locale: LOCALE }, ...mapped(sections) };
}

function mapped(value) {
  if (typeof value === 'string') return written(parseMessage(value), false);
  if (Array.isArray(value)) return value.map(mapped);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item)]));
}

function written(parts, isInPlural) {
  return parts.map((part) => one(part, isInPlural)).join('');
}

function one(part, isInPlural) {
  switch (part.type) {
    case 'content':
      return wide(part.value).replace(isInPlural ? /[{}#]/g : /[{}]/g, (brace) => `'${brace}'`);
    case 'octothorpe':
      return '#';
    case 'argument':
      return `{${part.arg}}`;
    case 'function':
      return `{${part.arg}, ${part.key}}`;
    default: {
      const cases = part.cases.map(({ key, tokens }) => `${key} {${written(tokens, isInPlural || part.type === 'plural')}}`);
      return `{${part.arg}, ${part.type}, ${cases.join(' ')}}`;
    }
  }
}

/** The same, in the letters of U+FF21 to U+FF5A. */
export function wide(text) {
  return text.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0));
}
