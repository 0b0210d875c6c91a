/** The server has checked the address; a wrong answer must still not become a script's. */
export function leaveFor(address: string): void {
  const url = new URL(address, location.href);
  if (url.protocol === 'https:' || url.protocol === 'http:') location.replace(url);
}
