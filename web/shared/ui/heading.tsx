import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocalisation } from './language_context';
import { useSite } from './site_context';

interface Props {
  readonly id?: string;
  readonly children: string;
  /** False on the page that a person lands on: the browser has just read that one out. */
  readonly takesFocus?: boolean;
}

/**
 * The one h1 of a step, and the window's title. Taking the focus tells a screen reader that the page has changed, and
 * where it begins; both are there with the heading itself, never a moment later.
 */
export function Heading({ id, children, takesFocus = true }: Props) {
  const { strings } = useLocalisation();
  const site = useSite().tenantName ?? strings.product;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    document.title = `${children} – ${site}`;
  }, [children, site]);
  return (
    <h1 class="title" id={id} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
