/** The words that the pages of people share. */
import { shared } from '../generated/words/shared';
import type { SharedWords } from '../generated/words/types';

export type Strings = SharedWords;

export const STRINGS = shared;

/** What happened, and what to do next. */
export interface Message {
  readonly title: string;
  readonly text: string;
  readonly next?: string;
}
