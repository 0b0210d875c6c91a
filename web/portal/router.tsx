/** Addresses: the History API and nothing else. */
import { Link as FluentLink, makeStyles } from '@fluentui/react-components';
import { useSyncExternalStore, type MouseEvent, type ReactNode } from 'react';

const CHANGED = 'tilbage:navigated';
let navigations = 0;
let mayLeave: (() => boolean) | null = null;

/** `ask` is asked before the page that shows is left for another of the portal's; gives what takes it back. */
export function guardNavigation(ask: () => boolean): () => void {
  mayLeave = ask;
  return () => {
    if (mayLeave === ask) mayLeave = null;
  };
}

export function navigate(path: string): void {
  if (mayLeave !== null && !mayLeave()) return;
  navigations += 1;
  history.pushState(null, '', path);
  window.scrollTo(0, 0);
  window.dispatchEvent(new Event(CHANGED));
}

/** Without a new entry and without a new page: what is typed into a filter. */
export function replaceQuery(query: URLSearchParams): void {
  const url = new URL(location.href);
  url.search = query.toString();
  history.replaceState(null, '', url);
}

/** Whether the page that shows was come to inside the portal: then its heading takes the focus. */
export function hasNavigated(): boolean {
  return navigations > 0;
}

export function usePath(): string {
  return useSyncExternalStore(watch, () => location.pathname);
}

function watch(onChange: () => void): () => void {
  let shown = location.href;
  const changed = () => {
    shown = location.href;
    onChange();
  };
  const back = () => {
    if (mayLeave !== null && !mayLeave()) {
      history.pushState(null, '', shown);
      return;
    }
    navigations += 1;
    changed();
  };
  window.addEventListener(CHANGED, changed);
  window.addEventListener('popstate', back);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('popstate', back);
  };
}

/** A click that the browser itself should not act on: no new tab, no download. */
export function follow(event: MouseEvent, path: string): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  event.preventDefault();
  navigate(path);
  return true;
}

/** WCAG 2.5.8: a target of 24 px, also where links stand below each other. */
const useStyles = makeStyles({ link: { display: 'inline-block', lineHeight: '24px', minHeight: '24px' } });

export function RouteLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <FluentLink className={styles.link} href={to} onClick={(event: MouseEvent) => void follow(event, to)}>
      {children}
    </FluentLink>
  );
}
