import type { Language } from '../language';
import { da } from './da';
import { en } from './en';
import type { Strings } from './types';

export type { Message, Strings } from './types';

export const STRINGS: Readonly<Record<Language, Strings>> = { en, da };
