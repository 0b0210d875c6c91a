import { makeStyles, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';

interface Props {
  readonly children: string;
  /** What stands behind the heading in the window's title. */
  readonly site: string;
  /** False on the page that a person lands on: the browser has just read that one out. */
  readonly takesFocus?: boolean;
}

const useStyles = makeStyles({
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    ':focus': { outline: 'none' },
  },
});

/**
 * The one h1 of a page, and the window's title. Taking the focus tells a screen reader that the page has changed, and
 * where it begins; both are there with the heading itself, never a moment later.
 */
export function PageHeading({ children, site, takesFocus = true }: Props) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    document.title = `${children} – ${site}`;
  }, [children, site]);
  return (
    <h1 className={styles.heading} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
