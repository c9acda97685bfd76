// Every short way of the normaliser against the long one, which reads anything.
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOneEdit } from '../../src/core/one-edit.js';
import { tidyText } from '../../src/normalize/clean-text.js';
import { editDistance } from '../../src/normalize/edit-distance.js';
import { fold, foldAny } from '../../src/normalize/fold.js';
import {
  createNormalizer,
  normalizeEmail,
  normalizeLead,
  normalizePhone,
  parseInstant,
} from '../../src/normalize/index.js';
import { asciiLabel } from '../../src/normalize/punycode.js';
import { copyLead, storableLead } from '../../src/normalize/storable-lead.js';
import { runs } from '../support/runs.js';

test('a flat lead is copied as any other', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom<unknown>(null, true, 0, -0, 1.5, Number.NaN, 'x'.repeat(5_000), [], {}, undefined, 1n),
  );
  const key = fc.oneof(
    fc.constantFrom('Email', 'email', 'Email Address', '__proto__', 'x\ud800', 'k'.repeat(300)),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 6 }), (members) => {
      const raw = Object.fromEntries([...members, ['id', 'lead-1']]);
      const byKey = ({ keys, values, at, left, ...rest }: ReturnType<typeof storableLead>): unknown => ({
        ...rest,
        members: keys.map((name, i) => [name, values[i]] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
        fields: at.map((i) => keys[i]),
        left: left.map((i) => keys[i]!).sort(),
      });
      expect(byKey(storableLead(raw))).toEqual(byKey(copyLead(raw)));
    }),
    runs(1_000),
  );
});

test('an address is read alike with and without brackets', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9._+-]{1,8}$/);
  const host = fc
    .tuple(
      fc.stringMatching(/^[a-zA-Z0-9üé._-]{1,12}$/),
      fc.constantFrom('com', 'de', 'co.uk', 'edu', 'local', 'c', '1x'),
    )
    .map((labels) => labels.join('.'));
  const long = fc.constantFrom('a'.repeat(64), `${'b'.repeat(63)}.${'c'.repeat(60)}`, `${'ü'.repeat(60)}`);
  fc.assert(
    fc.property(
      fc.oneof(part, long),
      fc.oneof(
        { weight: 5, arbitrary: host },
        long.map((name) => `${name}.com`),
      ),
      (a, b) => {
        expect(normalizeEmail(`${a}@${b}`)).toEqual(normalizeEmail(`<${a}@${b}>`));
      },
    ),
    runs(2_000),
  );
});

test('a number is read alike with and without a label', () => {
  const number = fc.stringMatching(/^(\+|00|\(\+|\+0)?[0-9][0-9 ().-]{2,17}( x[0-9]{1,9})?(\.0)?$/);
  fc.assert(
    fc.property(number, fc.constantFrom('US', 'DE', 'GB', 'IT', 'MX', undefined), (text, home) => {
      expect(normalizePhone(text, home)).toEqual(normalizePhone(`Tel. ${text}`, home));
    }),
    runs(2_000),
  );
});

test('an instant is read alike with a T and with a space', () => {
  const written = fc.stringMatching(
    /^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{3})?Z$/,
  );
  fc.assert(
    fc.property(written, (text) => {
      expect(parseInstant(text)).toEqual(parseInstant(text.replace('T', ' ')));
    }),
    runs(2_000),
  );
});

test('days are those of the calendar', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(0, 1, 99, 100, 400, 1900, 1970, 2000));
  fc.assert(
    fc.property(year, fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 32 }), (y, m, d) => {
      const day = new Date(0);
      const at = day.setUTCFullYear(y, m - 1, d);
      const exists = day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
      const text = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;
      expect(parseInstant(`${text}T00:00:00Z`).value).toBe(exists ? at : null);
      expect(parseInstant(text).value).toBe(exists ? at : null);
    }),
    runs(2_000),
  );
});

test('labels are in Punycode as in the addresses of the web', () => {
  const label = fc.stringMatching(/^[a-c0éüñ中\u{1f600}]{1,12}$/u);
  fc.assert(
    fc.property(label, (text) => {
      expect(asciiLabel(text)).toBe(domainToASCII(`${text}.com`).slice(0, -4));
    }),
    runs(1_000),
  );
});

test('a number that says its country counts for more, whatever stands before it', () => {
  const text = fc.stringMatching(/^[ \t\u200b(]{0,2}[+0T]?[ \t\u200b]?0?[0-9]{1,3} ?[0-9]{5,8}$/);
  fc.assert(
    fc.property(text, (phone) => {
      const abroad = /^(?:\+|00)/.test(tidyText(phone));
      const lead = normalizeLead({ id: '1', phone }, { defaultCountry: 'DE' });
      if (lead.phone !== phone) expect(lead.provenance['phone']?.confidence).toBe(abroad ? 'high' : 'medium');
    }),
    runs(1_000),
  );
});

test('European letters fold one by one as they fold together', () => {
  const letter = fc.integer({ min: 0, max: 0x17f }).map((code) => String.fromCharCode(code));
  const part = fc.oneof(letter, fc.constantFrom('a', ' ', '&', "'", 'İ', 'ß', '½', '\u0308', '\uac00', '😀'));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      expect(fold(parts.join(''))).toBe(foldAny(parts.join('')));
    }),
    runs(3_000),
  );
});

test('where a lead is comes out alike when nothing is said of it', () => {
  const phones = fc.constantFrom('', '+1 212 555 0142', '0170 1234567', '020 7946 0018', '+1 800 555 0199', 'none');
  const hosts = fc.constantFrom('', 'acme.com', 'acme.de', 'acme.co.uk', 'acme.io', 'acme.us', 'gmail.com');
  fc.assert(
    fc.property(phones, hosts, fc.constantFrom('US', 'DE', 'GB', undefined), (phone, host, home) => {
      const said = { id: '1', phone, ...(host === '' ? {} : { email: `kim@${host}` }) };
      const options = home === undefined ? {} : { defaultCountry: home };
      // `true` says no country, but is there: such leads are weighed as any other
      const [short, long] = [said, { ...said, country: true }].map((raw) => normalizeLead(raw, options));
      const { country, ...provenance } = long!.provenance;
      expect({ ...short, provenance: null }).toEqual({ ...long, provenance: null });
      const own = { ...short!.provenance };
      expect(own['country']?.method).toBe(long!.country === null ? undefined : country?.method);
      delete own['country'];
      expect(own).toEqual(provenance);
    }),
    runs(500),
  );
});

test('the host of a large mailbox with one typing error is a free one, whichever letter it is', () => {
  const large = ['gmail', 'yahoo', 'hotmail', 'outlook', 'icloud', 'googlemail', 'protonmail', 'yandex'];
  const edit = fc.constantFrom('leave out', 'double', 'replace', 'swap');
  fc.assert(
    fc.property(fc.constantFrom(...large), fc.nat({ max: 9 }), edit, (name, place, how) => {
      const at = place % (name.length - 1);
      const [before, letter, next, after] = [name.slice(0, at), name[at]!, name[at + 1]!, name.slice(at + 2)];
      const wrong = {
        'leave out': `${before}${next}${after}`,
        double: `${before}${letter}${letter}${next}${after}`,
        replace: `${before}7${next}${after}`,
        swap: `${before}${next}${letter}${after}`,
      }[how];
      // a well-known name of its own
      fc.pre(wrong !== 'cloud');
      expect([wrong, normalizeEmail(`kim@${wrong}.com`).class]).toEqual([wrong, 'free']);
    }),
    runs(1_000),
  );
});

test('one edit is an edit distance of one', () => {
  const word = fc.stringMatching(/^[abc.]{0,6}$/);
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b, 2);
      expect(isOneEdit(a, b)).toBe(distance === 1);
      expect(editDistance(a, b, 1)).toBe(Math.min(distance, 2));
    }),
    runs(3_000),
  );
});

test('options read once give what options read each time give', () => {
  const options = {
    defaultCountry: 'Germany',
    aliases: { industry: { 'Fin. Services': 'finance', 'fin services': 'other' }, jobFunction: { sales: 'Vertrieb' } },
  };
  const normalize = createNormalizer(options);
  const text = fc.constantFrom('Fin. Services', 'FIN SERVICES', 'fin services', 'VP, Sales', '030 901820', '', 'N/A');
  fc.assert(
    fc.property(text, text, text, (industry, title, phone) => {
      const raw = { id: '1', industry, title, phone };
      expect(normalize(raw)).toEqual(normalizeLead(raw, options));
    }),
    runs(200),
  );
});
