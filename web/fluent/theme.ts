/** Fluent's themes on the brand ramp of the reset page, so that all pages look like one product. */
import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

const BRAND: BrandVariants = {
  10: '#010505',
  20: '#031a1c',
  30: '#052b2e',
  40: '#06383c',
  50: '#07464b',
  60: '#085459',
  70: '#0a6268',
  80: '#0b6a70',
  90: '#14777d',
  100: '#2f8b91',
  110: '#459fa5',
  120: '#58b5ba',
  130: '#67cdd2',
  140: '#8fdde1',
  150: '#b8ebed',
  160: '#def7f8',
};

const FONT =
  "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif";

export const LIGHT: Theme = { ...createLightTheme(BRAND), fontFamilyBase: FONT };

/** Links and selections need a lighter brand on dark ground than Fluent takes by itself. */
export const DARK: Theme = {
  ...createDarkTheme(BRAND),
  fontFamilyBase: FONT,
  colorBrandForeground1: BRAND[130],
  colorBrandForeground2: BRAND[140],
  colorBrandForegroundLink: BRAND[130],
  colorBrandForegroundLinkHover: BRAND[140],
  colorBrandForegroundLinkPressed: BRAND[120],
  colorBrandForegroundLinkSelected: BRAND[130],
  colorCompoundBrandForeground1: BRAND[130],
  colorCompoundBrandStroke: BRAND[130],
};
