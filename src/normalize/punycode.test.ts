import { domainToASCII } from 'node:url';
import { expect, test } from 'vitest';
import { asciiLabel } from './punycode.js';

test.each(['acme', 'müller', 'bücher', '例え', 'почта', 'münchen-ost', 'ελλάδα', '한국', 'ñandú', 'xn', '😀'])(
  '%s is what the URL standard makes of it',
  (label) => {
    expect(asciiLabel(label)).toBe(domainToASCII(`${label}.com`).replace(/\.com$/, ''));
  },
);
