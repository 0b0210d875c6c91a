import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { PageHeading } from '../fluent/page_heading';
import { hasNavigated } from './router';
import { useStrings } from './strings';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  text: { margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground2 },
});

interface PageProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** A page's heading, the line under it, and its parts below each other. */
export function Page({ title, text, children }: PageProps) {
  const styles = useStyles();
  const strings = useStrings();
  return (
    <div className={styles.page}>
      <div>
        <PageHeading site={strings.site} takesFocus={hasNavigated()}>
          {title}
        </PageHeading>
        {text !== undefined && <p className={styles.text}>{text}</p>}
      </div>
      {children}
    </div>
  );
}

const useCardStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
});

export function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useCardStyles();
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

const useFactStyles = makeStyles({
  list: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 180px) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: 0 },
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    '@media (max-width: 480px)': { marginBottom: tokens.spacingVerticalS },
  },
});

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values; a value that is null is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useFactStyles();
  return (
    <dl className={styles.list}>
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [
          <dt key={`${name} name`} className={styles.name}>
            {name}
          </dt>,
          <dd key={`${name} value`} className={styles.value}>
            {value}
          </dd>,
        ])}
    </dl>
  );
}

interface FactsCardProps {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** A card of facts, left out when there are none. */
export function FactsCard({ title, facts }: FactsCardProps) {
  if (facts.every(([, value]) => value === null)) return null;
  return (
    <Card title={title}>
      <Facts facts={facts} />
    </Card>
  );
}
