import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { NoticeText } from '../../fluent/notice';
import { Notice } from '../../fluent/notice';
import { PageHeading } from '../../fluent/page_heading';
import { useStrings } from '../strings';
import { useCall, type Call } from '../use_call';
import { useWizard } from '../wizard';
import { Problem } from './problem';

interface Props {
  /** What the page itself does; it holds nobody up who wants to go on or back. */
  readonly call?: Call;
  readonly intro?: string;
  /** Saves what was chosen, then goes on. Null: the page has another button. */
  readonly onNext?: (() => Promise<void>) | null;
  readonly nextText?: string;
  /** Saves what was chosen before going back; null where there is no way back. */
  readonly onPrevious?: (() => Promise<void>) | null;
  /** Why one cannot go on yet; changes whenever it is told again. */
  readonly needed?: { readonly message: NoticeText } | null;
  readonly children?: ReactNode;
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, maxWidth: '54rem' },
  intro: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '44rem' },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    paddingTop: tokens.spacingVerticalL,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The heading, what went wrong, the page, and the way on and back. */
export function PageFrame({ call, intro, onNext, nextText, onPrevious, needed = null, children }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { goBack, goOn, state } = useWizard();
  const way = useCall();
  const press = (action: () => Promise<void>) => () => void way.run(action);
  const isBusy = way.busy || call?.busy === true;
  return (
    <div className={styles.page}>
      <PageHeading site={strings.product}>{strings.pages[state.page]}</PageHeading>
      {intro !== undefined && <p className={styles.intro}>{intro}</p>}
      <Problem error={way.error ?? call?.error ?? null} />
      {needed !== null && <Notice intent="warning" message={needed.message} focusKey={needed} />}
      {children}
      <div className={styles.footer}>
        {onPrevious !== null && <Button onClick={press(onPrevious ?? goBack)}>{strings.previous}</Button>}
        {onNext !== null && (
          <Button appearance="primary" onClick={press(onNext ?? goOn)}>
            {nextText ?? strings.next}
          </Button>
        )}
        {isBusy && <Spinner size="tiny" label={strings.working} />}
      </div>
    </div>
  );
}
