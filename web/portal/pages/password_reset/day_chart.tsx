import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../../fluent/language';
import { ACTS, type Report, type Tallies } from '../../graph/reset_policy';
import { useStrings } from '../../strings';

const WIDTH = 720;
const PHONE_WIDTH = 360; // so that the labels can be read there
const HEIGHT = 180;
const LEFT = 40;
const BOTTOM = 24;
const TOP = 8;

const useStyles = makeStyles({
  chart: { width: '100%', height: 'auto', maxWidth: '960px', display: 'block' },
  succeeded: { fill: tokens.colorBrandForeground1 },
  failed: { fill: tokens.colorPaletteRedForeground1 },
  axis: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1' },
  grid: { stroke: tokens.colorNeutralStroke2, strokeWidth: '1' },
  label: { fill: tokens.colorNeutralForeground2, fontSize: '12px', fontFamily: tokens.fontFamilyBase },
  legend: { display: 'flex', gap: tokens.spacingHorizontalXL, flexWrap: 'wrap', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  key: { width: '12px', height: '12px', display: 'block' },
});

/** All acts of one day together. */
export function dayTotals(day: Tallies): { readonly succeeded: number; readonly failed: number } {
  return {
    succeeded: ACTS.reduce((sum, act) => sum + day[act].succeeded, 0),
    failed: ACTS.reduce((sum, act) => sum + day[act].failed, 0),
  };
}

/** Bars, what succeeded below and what failed on top, told apart by more than their colour: hatched. */
export function DayChart({ days }: { readonly days: Report['perDay'] }) {
  const styles = useStyles();
  const { usage: texts } = useStrings().resetPolicy;
  const { formats, locale } = useLanguage();
  const [width] = useState(() => (matchMedia('(max-width: 480px)').matches ? PHONE_WIDTH : WIDTH));
  const totals = days.map(dayTotals);
  const highest = niceTop(Math.max(...totals.map(({ succeeded, failed }) => succeeded + failed)));
  const slot = (width - LEFT) / days.length;
  const height = (value: number) => ((HEIGHT - TOP - BOTTOM) * value) / highest;
  const sum = (of: 'succeeded' | 'failed') => formats.number(totals.reduce((total, day) => total + day[of], 0));
  const dayOf = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const ground = HEIGHT - BOTTOM;
  return (
    <>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={texts.chart({ succeeded: sum('succeeded'), failed: sum('failed') })}>
        <defs>
          <pattern id="failed-bars" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="4" className={styles.failed} />
          </pattern>
        </defs>
        {[0, highest / 2, highest].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width} y1={ground - height(value)} y2={ground - height(value)} className={value === 0 ? styles.axis : styles.grid} />
            <text x={LEFT - 6} y={ground - height(value) + 4} textAnchor="end" className={styles.label}>
              {formats.number(value)}
            </text>
          </g>
        ))}
        {totals.map(({ succeeded, failed }, index) => {
          const x = LEFT + slot * (index + 0.15);
          const bar = Math.max(slot * 0.7, 1);
          return (
            <g key={days[index]?.date}>
              <rect x={x} width={bar} y={ground - height(succeeded)} height={height(succeeded)} className={styles.succeeded} />
              <rect x={x} width={bar} y={ground - height(succeeded + failed)} height={height(failed)} fill="url(#failed-bars)" />
            </g>
          );
        })}
        {[0, Math.floor(days.length / 2), days.length - 1].map((index) => (
          <text
            key={index}
            x={LEFT + slot * (index + 0.5)}
            y={HEIGHT - 6}
            textAnchor={index === 0 ? 'start' : index === days.length - 1 ? 'end' : 'middle'}
            className={styles.label}
          >
            {dayOf.format(Date.parse(days[index]?.date ?? ''))}
          </text>
        ))}
      </svg>
      <ul className={styles.legend} aria-hidden>
        <li className={styles.entry}>
          <svg className={styles.key}>
            <rect width="12" height="12" className={styles.succeeded} />
          </svg>
          {texts.succeeded}
        </li>
        <li className={styles.entry}>
          <svg className={styles.key}>
            <rect width="12" height="12" fill="url(#failed-bars)" />
          </svg>
          {texts.failed}
        </li>
      </ul>
    </>
  );
}

/** An even number that reaches over `value`, with few digits. */
function niceTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return Math.max(2, Math.ceil(value / size / 2) * 2 * size);
}
