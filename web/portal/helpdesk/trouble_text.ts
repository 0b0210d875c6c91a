import { useLanguage } from '../../fluent/language';
import type { NoticeText } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import type { Obstacle } from '../graph/helpdesk';
import { useHelpdeskStrings } from '../strings/helpdesk';

/** A time of today by the clock alone, another day's with its date. */
export function useShortTime(): (at: number) => string {
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  return (at) => (formats.otherDay(at) === null ? formats.clock(at) : dateTime(at));
}

/** What an obstacle is, what it means and what to do about it. */
export function useTroubleText(): (obstacle: Obstacle) => NoticeText {
  const { troubles } = useHelpdeskStrings();
  const shortTime = useShortTime();
  const inWords = (at: number | null) => (at === null ? null : shortTime(at));
  return ({ trouble, since, until, count }) => {
    const message: NoticeText = troubles[trouble]({ since: inWords(since), until: inWords(until), count });
    return message.text === undefined ? message : { ...message, text: message.text.trim() };
  };
}
