/** What is said about a password's strength; loaded with the first key, as what it is about. */

import { strength } from '../../generated/words/strength';

export const STRENGTH_WORDS = strength;
