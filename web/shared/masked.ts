/** Of "••• 78"; null when nothing is shown. */
export function lastDigits(masked: string | null): string | null {
  return masked === null ? null : masked.replace(/\D/g, '');
}
