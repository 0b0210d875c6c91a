/** What stands in a field of several lines: each once, without the empty ones. */
export function linesOf(typed: string): readonly string[] {
  return [...new Set(typed.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}
