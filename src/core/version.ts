/** The product's version, as in package.json and the manifest (a test holds them together). */
export const VERSION = '1.0.0';
