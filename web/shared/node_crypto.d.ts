/** The one thing that the pages' code takes from Node, without the whole of Node's types. */
declare module 'node:crypto' {
  export const webcrypto: Crypto;
}
