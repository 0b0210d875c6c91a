/** The few words that the shared parts themselves say. */
import { frame } from '../generated/words/frame';
import { stringsOf } from './language';

export const FRAME_WORDS = frame;

export const useWords = stringsOf(frame);
