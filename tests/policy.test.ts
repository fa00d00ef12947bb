import { readFileSync } from 'node:fs';
import { contentSecurityPolicy } from '../scripts/policy.mjs';

const directives = new Map(
  contentSecurityPolicy()
    .split('; ')
    .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)] as const),
);

test('the pages may send nothing anywhere: not by a request, a form, a frame or another base address', () => {
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('connect-src')).toEqual(["'self'"]);
  // These two do not fall back to default-src.
  expect(directives.get('form-action')).toEqual(["'none'"]);
  expect(directives.get('base-uri')).toEqual(["'none'"]);
  for (const name of ['frame-src', 'child-src', 'object-src', 'media-src', 'manifest-src'])
    expect(directives.has(name)).toBe(false);
});

test('only their own origin and that of office.js may bring scripts, and nothing is evaluated', () => {
  expect(directives.get('script-src')).toEqual(["'self'", 'https://appsforoffice.microsoft.com']);
  expect(directives.get('worker-src')).toEqual(["'self'"]);
});

test('IT reads the same policy in the README', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`Content-Security-Policy: ${contentSecurityPolicy()}\``);
});
