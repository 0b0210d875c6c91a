import { useLayoutEffect } from 'preact/hooks';

const SHADES = { '': 100, Hover: 82, Pressed: 66 } as const;

/** Buttons in the tenant's own colour, on which white text is known to be readable; null: the page's own. */
export function useAccent(color: string | null): void {
  useLayoutEffect(() => {
    if (color === null) return;
    const { style } = document.documentElement;
    for (const [state, share] of Object.entries(SHADES)) {
      style.setProperty(`--colorBrandBackground${state}`, `color-mix(in srgb, ${color} ${share}%, #000000)`);
    }
  }, [color]);
}
