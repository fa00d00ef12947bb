/** Where Excel's own script comes from, unless OFFICE_JS_URL says otherwise. Production must use Microsoft's CDN. */
export const OFFICE_JS_URL = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/**
 * The content security policy that the pages run under: the dev server and the tests send it, the README and
 * for-it.html give it to IT. Only office.js comes from elsewhere, and nothing is ever sent anywhere.
 * @param {string} officeJsUrl full address of office.js
 * @returns {string} the value of the header `Content-Security-Policy`
 */
export function contentSecurityPolicy(officeJsUrl = OFFICE_JS_URL) {
  return [
    "default-src 'none'",
    `script-src 'self' ${new URL(officeJsUrl).origin}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
