import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildLeadIndex,
  duplicateKeys,
  findDuplicate,
  type LeadFacts,
  mergeFacts,
  mergeLeads,
} from '../../src/account/index.js';
import type { Confidence, Lead, Provenance } from '../../src/lead/index.js';
import { dedupeKeys } from '../../src/lead/index.js';
import { normalizeLead } from '../../src/normalize/index.js';
import { enough, runs } from '../support/runs.js';

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const ranks: { readonly [confidence in Confidence]: number } = { low: 0, medium: 1, high: 2 };
const day = 86_400_000;

const emails = [null, 'jane@acme.com', 'info@acme.com', 'bob@gmail.com', 'broken'];
const activity = fc.record({ type: from(['call', 'visit']), at: from([1_780_000_000_000, 1_780_000_000_001]) });

/** Fields as `normalizeLead` gives them, then any of their confidences. */
const lead: fc.Arbitrary<Lead> = fc
  .record({
    raw: fc.record({
      email: from(emails),
      phone: from([null, '+12125550142', '+4930901820']),
      company: from([null, 'Acme', 'Bolt GmbH']),
      employees: from([null, '51-200', 80]),
      jobTitle: from([null, 'VP Sales', 'Buyer', 'Wizard']),
      country: from([null, 'US', 'Germany', 'N/A']),
      state: from([null, 'CA', 'NY', 'Bavaria']),
      postalCode: from([null, '94105']),
      timeZone: from([null, 'Europe/Berlin']),
      industry: from([null, 'steel', 'paper']),
      createdAt: from([null, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z']),
      tags: fc.subarray(['a', 'b', 'c']),
      products: fc.subarray(['crm', 'erp']),
      activities: fc.array(activity, { maxLength: 4 }),
      plan: from([null, 'gold', 'plain']),
      name: from([null, 'Jane Doe', 'Bob']),
    }),
    id: from(['1', '2', '3']),
    confidences: fc.dictionary(
      from(['email', 'phone', 'company', 'country', 'region', 'industry', 'fields.plan']),
      from(['low', 'medium', 'high'] as const),
    ),
  })
  .map(({ raw, id, confidences }) => {
    const plain = normalizeLead({ id, ...raw });
    const doubts = Object.entries(confidences).map(([field, confidence]): [string, Provenance] => [
      field,
      { raw: 'said', method: 'heard', confidence },
    ]);
    return { ...plain, provenance: { ...plain.provenance, ...Object.fromEntries(doubts) } };
  });

/** Facts that do not contradict themselves. */
const facts: fc.Arbitrary<LeadFacts> = fc
  .record({
    source: from(['crm', 'vendor']),
    confidence: from(['low', 'medium', 'high'] as const),
    fields: fc.record(
      {
        email: from(emails.filter((email) => email !== null)),
        phone: from(['+12125550142', '+4930901820']),
        company: from(['Acme', 'Bolt GmbH']),
        employees: from([
          { min: 80, max: 80 },
          { min: 51, max: 200 },
          { min: 1_000, max: null },
        ]),
        country: from(['US', 'DE']),
        region: from(['US-CA']),
        industry: from(['steel', 'paper']),
        value: from([0, 100]),
        tags: fc.subarray(['b', 'c', 'd']),
        activities: fc.array(activity, { maxLength: 3 }),
        fields: fc.record({ plan: from(['gold', 'new']) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
  })
  .filter(({ fields }) => fields.country !== 'DE' || fields.region === undefined);

const confidenceOf = (of: Lead, field: string): number => ranks[of.provenance[field]?.confidence ?? 'high'];
const independent = [
  'createdAt',
  'source',
  'phone',
  'employees',
  'industry',
  'language',
  'value',
  'email',
  'company',
  'country',
  'jobTitle',
] as const;
const tuple = (of: Lead, fields: readonly (keyof Lead)[]): unknown => fields.map((field) => of[field]);
const emailFields = ['email', 'emailDomain', 'emailClass', 'roleAccount'] as const;

/** What holds of every lead that came of `base` and other evidence. */
function expectKept(base: Lead, merged: Lead): void {
  expect(merged.id).toBe(base.id);
  expect(merged.invalid).toEqual(base.invalid);
  expect(Object.keys(merged).sort()).toEqual(Object.keys(base).sort());
  expect(Object.values(merged)).not.toContain(undefined);
  for (const field of independent) {
    if (base[field] === null) continue;
    expect(merged[field], field).not.toBe(null);
    expect(confidenceOf(merged, field), field).toBeGreaterThanOrEqual(confidenceOf(base, field));
    if (confidenceOf(base, field) === ranks.high) expect(merged[field], field).toEqual(base[field]);
  }
  for (const field of Object.keys(base.provenance)) expect(merged.provenance[field], field).toBeDefined();
  if (
    merged.region !== null &&
    merged.country !== null &&
    (base.region ?? merged.region).startsWith(base.country ?? merged.country)
  )
    expect(merged.region.slice(0, 2)).toBe(merged.country);
  for (const field of ['tags', 'products', 'activities'] as const)
    if (base[field].length > 0) expect(confidenceOf(merged, field)).toBeGreaterThanOrEqual(confidenceOf(base, field));
  for (const item of [...base.tags, ...base.products]) expect([...merged.tags, ...merged.products]).toContain(item);
  expect(merged.activities.length).toBeGreaterThanOrEqual(base.activities.length);
}

describe('merging two leads', () => {
  test('keeps the earlier where it is as sure, takes what is surer or missing, and belongs together', () => {
    fc.assert(
      fc.property(lead, lead, (earlier, later) => {
        const before = JSON.stringify([earlier, later]);
        const merged = mergeLeads(earlier, later);
        expect(JSON.stringify([earlier, later])).toBe(before);
        expectKept(earlier, merged);
        for (const field of independent) {
          const [mine, theirs] = [earlier[field], later[field]];
          const surer = confidenceOf(later, field) > confidenceOf(earlier, field);
          expect(merged[field], field).toEqual(mine === null || (theirs !== null && surer) ? theirs : mine);
        }
        expect([tuple(earlier, emailFields), tuple(later, emailFields)]).toContainEqual(
          merged.email === null ? expect.anything() : tuple(merged, emailFields),
        );
        expect(tuple(merged, ['company', 'companyKey'])).toEqual(
          tuple(merged.company === earlier.company ? earlier : later, ['company', 'companyKey']),
        );
        expect(new Set(merged.tags)).toEqual(new Set([...earlier.tags, ...later.tags]));
      }),
      runs(500),
    );
  });

  test('unites activities: each as often as in the lead that has it more often', () => {
    const count = (of: Lead, text: string): number =>
      of.activities.filter((item) => JSON.stringify(item) === text).length;
    fc.assert(
      fc.property(lead, lead, (earlier, later) => {
        const merged = mergeLeads(earlier, later);
        for (const text of new Set(
          [...earlier.activities, ...later.activities, ...merged.activities].map((item) => JSON.stringify(item)),
        ))
          expect(count(merged, text)).toBe(Math.max(count(earlier, text), count(later, text)));
      }),
      runs(200),
    );
  });

  test('merging the same lead again, or a lead with itself, changes nothing', () => {
    fc.assert(
      fc.property(lead, lead, (earlier, later) => {
        const merged = mergeLeads(earlier, later);
        expect(mergeLeads(merged, later)).toEqual(merged);
        expect(mergeLeads(earlier, earlier)).toEqual(earlier);
      }),
      runs(300),
    );
  });
});

describe('merging facts', () => {
  test('never makes a known field less sure, keeps raw values, and says where values came from', () => {
    fc.assert(
      fc.property(lead, facts, (base, known) => {
        const before = JSON.stringify([base, known]);
        const merged = mergeFacts(base, known);
        expect(JSON.stringify([base, known])).toBe(before);
        expectKept(base, merged);
        for (const [field, { raw }] of Object.entries(base.provenance))
          expect(merged.provenance[field]!.raw, field).toEqual(raw);
        for (const field of independent) {
          if (JSON.stringify(merged[field]) === JSON.stringify(base[field])) continue;
          const said = base.provenance[field] === undefined ? base[field] : base.provenance[field].raw;
          expect(merged.provenance[field]).toEqual({
            raw: said,
            method: `facts:${known.source}`,
            confidence: known.confidence,
          });
        }
      }),
      runs(500),
    );
  });

  test('the same facts again change nothing, and the order of sources makes no difference', () => {
    fc.assert(
      fc.property(lead, fc.array(facts, { maxLength: 3 }), (base, sources) => {
        const merged = mergeFacts(base, sources);
        expect(mergeFacts(base, [...sources].reverse())).toEqual(merged);
        if (sources.length === 1) expect(mergeFacts(merged, sources)).toEqual(merged);
        expect(mergeFacts(base, [])).toEqual(base);
      }),
      runs(300),
    );
  });

  test('anything at all in place of facts is survived', () => {
    const names = [
      'email',
      'phone',
      'employees',
      'tags',
      'activities',
      'fields',
      'country',
      'value',
      '__proto__',
      'id',
    ];
    fc.assert(
      fc.property(
        lead,
        fc.dictionary(from(names), fc.anything({ withBigInt: true, withDate: true })),
        (base, fields) => {
          const merged = mergeFacts(base, { source: 's', confidence: 'high', fields: fields as Partial<Lead> });
          expect(merged.id).toBe(base.id);
          expect(JSON.parse(JSON.stringify(merged))).toEqual(merged);
        },
      ),
      runs(300),
    );
  });
});

describe('duplicates', () => {
  const known = fc.array(fc.record({ lead, repId: from([null, 'eva']), at: from([null, 0, 5, 5 * day, 9 * day]) }), {
    maxLength: 8,
  });

  test('are what looking at every earlier lead for every key gives', () => {
    let found = 0;
    fc.assert(
      fc.property(known, lead, from([undefined, 0, 5]), (earlier, asked, windowDays) => {
        const now = 5 * day;
        const duplicate = findDuplicate(
          buildLeadIndex(earlier),
          asked,
          windowDays === undefined ? { now } : { now, windowDays },
        );
        const best = duplicateKeys(asked).flatMap((key) =>
          earlier
            .map((row) => ({
              leadId: row.lead.id,
              repId: row.repId,
              at: row.at,
              keys: duplicateKeys(row.lead),
            }))
            .filter(({ leadId, at, keys }) => {
              const inWindow = at === null || (at <= now && (windowDays === undefined || now - at <= windowDays * day));
              return inWindow && leadId !== asked.id && keys.includes(key);
            })
            .sort(
              (a, b) =>
                (a.at ?? 9e15) - (b.at ?? 9e15) ||
                (`${a.leadId}|${a.repId ?? ''}` < `${b.leadId}|${b.repId ?? ''}` ? -1 : 1),
            )
            .map(({ leadId, repId, at }) => ({ leadId, repId, at, key, by: key.split(':')[0] })),
        );
        found += best.length > 0 ? 1 : 0;
        expect(duplicate).toEqual(best[0] ?? null);
      }),
      runs(500),
    );
    expect(found).toBeGreaterThan(enough(50));
  });

  test('the keys of the router are among them, in its order', () => {
    fc.assert(
      fc.property(lead, (each) => {
        expect(duplicateKeys(each).filter((key) => !key.startsWith('person:'))).toEqual(
          dedupeKeys(each, ['email', 'phone']),
        );
      }),
      runs(200),
    );
  });
});
