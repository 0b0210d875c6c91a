/**
 * What the page can know about a password as text. The agent alone normalises (to NFC); here normalising only serves
 * to count as the directory counts: UTF-16 units after NFC.
 */

export const MAX_UNITS = 256;

export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

export function hasNul(text: string): boolean {
  return text.includes('\0');
}

export function countUnits(text: string): number {
  return text.normalize('NFC').length;
}

/**
 * The directory's five kinds of characters, of which a complex password has three ([MS-SAMR] 3.1.1.7.2, Cleartext
 * Password Policy).
 */
export const CHARACTER_KINDS = ['uppercase', 'lowercase', 'digit', 'symbol', 'otherLetter'] as const;
export type CharacterKind = (typeof CHARACTER_KINDS)[number];
export const KINDS_NEEDED = 3;

export function characterKinds(text: string): ReadonlySet<CharacterKind> {
  const kinds = new Set<CharacterKind>();
  for (const character of text.normalize('NFC')) {
    const kind = kindOf(character);
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds;
}

function kindOf(character: string): CharacterKind | undefined {
  if (/^\p{Lu}$/u.test(character)) return 'uppercase';
  if (/^\p{Ll}$/u.test(character)) return 'lowercase';
  if (/^[0-9]$/.test(character)) return 'digit';
  if (/^[\x21-\x7e]$/.test(character)) return 'symbol';
  if (/^\p{Alphabetic}$/u.test(character)) return 'otherLetter';
  return undefined;
}
