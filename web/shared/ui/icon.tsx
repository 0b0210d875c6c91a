/**
 * Line icons of our own on a 20 by 20 grid, in the colour of the text around them. Decorative: words carry the
 * meaning.
 */

const PATHS = {
  alert: 'M10 6.2v4.6M10 13.6v.2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z',
  warning:
    'M10 7.5v4M10 14v.2M8.9 3.2 2.6 14.4a1.3 1.3 0 0 0 1.1 1.9h12.6a1.3 1.3 0 0 0 1.1-1.9L11.1 3.2a1.3 1.3 0 0 0-2.2 0Z',
  info: 'M10 9.2v4.6M10 6.2v.2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z',
  success: 'm6.8 10.3 2.2 2.2 4.3-4.6M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z',
  check: 'm4.5 10.6 3.6 3.6 7.4-8',
  cross: 'm5.5 5.5 9 9m0-9-9 9',
  dot: 'M10 8.9a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2Zm0 1.1v.1',
  ring: 'M10 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
  eye: 'M2.2 10.6C3.6 7.2 6.6 5 10 5s6.4 2.2 7.8 5.6M10 8.2a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  eyeOff:
    'm3 3 14 14M8 5.3c.6-.2 1.3-.3 2-.3 3.4 0 6.4 2.2 7.8 5.6-.4.9-.9 1.7-1.5 2.4M5 6.7a8.3 8.3 0 0 0-2.8 3.9M7.9 9.1a3 3 0 0 0 4.2 4.2',
  globe:
    'M2.5 10h15M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 0c2 2 3 4.5 3 7.5s-1 5.5-3 7.5c-2-2-3-4.5-3-7.5s1-5.5 3-7.5Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
