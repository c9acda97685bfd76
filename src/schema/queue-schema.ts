import * as z from 'zod';
import { limits } from '../core/limits.js';
import type { Policy, Preference } from '../policy/index.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { byKey, open } from './objects.js';
import { about, extensible, named } from './registry.js';
import { id, list, minutes, some, table, whole } from './scalars.js';

type Queue = Policy['queues'][number];
type Requirement = NonNullable<Queue['requirements']>[number]['all'][number];

const when = condition.exactOptional();

/** What a rep must have, with more beside it. */
const requirementWith = <M extends { readonly [key: string]: z.ZodType }>(more: M) =>
  byKey({
    skill: open({ skill: id(), min: whole(0, 1_000).exactOptional(), when, ...more }),
    language: open({ language: z.string(), when, ...more }),
    territory: open({ territory: z.literal('lead'), when, ...more }),
    product: open({ product: z.string(), when, ...more }),
    industry: open({ industry: z.string(), when, ...more }),
    seniority: open({ seniority: whole(0, 1_000), when, ...more }),
    tag: open({ tag: z.string(), when, ...more }),
  });

const requirement: z.ZodType<Requirement, Requirement> = named(
  'Requirement',
  'what a rep must have; "lead" means the lead’s own',
  exactly<Requirement>()(requirementWith({})),
);

const points = whole(-limits.pointsMax, limits.pointsMax);

const preference: z.ZodType<Preference, Preference> = named(
  'Preference',
  'points for a rep that meets a requirement',
  exactly<Preference>()(requirementWith({ points })),
);

const loadBalance = open({ type: z.literal('load_balance') });
const bestMatch = open({
  type: z.literal('best_match'),
  budget: about(
    'leads, 0 to 4, two decimals: how far from the fair share a better match may lead',
    z.number().min(0).max(4),
  ),
  prefer: some(preference),
});
const fairShare = open({ type: z.literal('fair_share') });
const sticky = open({
  type: z.literal('sticky'),
  field: about('the field that is the key, such as companyKey', z.string()),
  overdraft: about(
    'leads, two decimals: how far ahead the rep may be; default 1',
    z.number().min(0).max(limits.overdraftMax).exactOptional(),
  ),
  otherwise: about(
    'who gets the lead instead; default fair_share',
    z.discriminatedUnion('type', [fairShare, loadBalance, bestMatch]).exactOptional(),
  ),
});
const tier = open({
  repIds: some(id()),
  strategy: z.discriminatedUnion('type', [fairShare, loadBalance, bestMatch, sticky]).exactOptional(),
});

const step = open({
  all: list(requirement),
  forMinutes: about('how long this step holds; the last step has none', minutes().exactOptional()),
});

const by = z.enum(['count', 'value', 'effort']).exactOptional();

const ledger = open({ id: id(), by, when, weight: whole(1, 1_000).exactOptional() });

const strategy = named(
  'Strategy',
  'how a lead finds its rep among those who may take it',
  exactly<Queue['strategy']>()(
    z.discriminatedUnion('type', [
      open({
        type: z.literal('fair_share'),
        by: about('what is shared out fairly; default count', by),
        valueUnit: about('minor units of value per point; default 100', whole(1, limits.valueUnitMax).exactOptional()),
        valueMax: about('points of one lead at most', whole(1, limits.valueMax).exactOptional()),
        ledgers: about('several at once: fair in each', some(ledger).exactOptional()),
        makeUp: about(
          'whether absent members gain, to make up for it on return; default none',
          z.union([z.enum(['none', 'full']), open({ capped: whole(1, 1_000) })]).exactOptional(),
        ),
        accrueOn: about(
          'the absences that count; default on_leave',
          some(z.enum(['on_leave', 'off_shift', 'offline', 'at_cap', 'at_capacity'])).exactOptional(),
        ),
        teams: about(
          'first fair between these teams, by weight, then within each; every member has one as its `teamId`',
          some(open({ id: id(), weight: whole(1, limits.weightMax).exactOptional() })).exactOptional(),
        ),
      }),
      loadBalance,
      bestMatch,
      sticky,
      open({ type: z.literal('priority_tiers'), tiers: about('the first with somebody eligible', some(tier)) }),
      extensible(z.looseObject({ type: z.literal('custom'), strategyId: id() })),
    ]),
  ),
);

const nobodyEligible = z.discriminatedUnion('type', [
  open({
    type: z.literal('hold'),
    afterMinutes: minutes().exactOptional(),
    then: open({ queueId: id() }).exactOptional(),
  }),
  open({ type: z.literal('overflow'), queueId: id() }),
  open({ type: z.literal('route_anyway') }),
  open({ type: z.literal('nurture'), track: id().exactOptional() }),
]);

const afterHours = z.discriminatedUnion('type', [
  open({ type: z.literal('wait') }),
  open({ type: z.literal('on_call'), queueId: id() }),
  open({ type: z.literal('route_anyway') }),
]);

const offer = open({
  to: about('how many are asked at once; default 1', whole(1, limits.offeredMax).exactOptional()),
  forMinutes: about('how long an offer stands', minutes()),
  clock: about(
    'whose open time that is; default wall',
    z.enum(['rep', 'queue', 'rep_and_queue', 'wall']).exactOptional(),
  ),
  rounds: about(
    'times that everybody is asked before nobodyEligible applies; default 2',
    whole(1, limits.offerRoundsMax).exactOptional(),
  ),
  onLapse: about(
    'whether a rep who lets an offer lapse is switched off; default stay',
    z.enum(['stay', 'switch_off']).exactOptional(),
  ),
  unaccepted: about(
    'whether whoever was asked first is charged for an offer that nobody accepted; default charge where one is asked at once, else free',
    z.enum(['charge', 'free']).exactOptional(),
  ),
});

/** A queue; members that we do not know are kept. */
export const queue: z.ZodType<Queue, Queue> = named(
  'Queue',
  'a destination: members, requirements, strategy, backlog',
  exactly<Queue>()(
    open({
      id: id(),
      repIds: some(id()),
      weights: about(
        'weights in this queue, in place of the reps’ own',
        table(whole(1, limits.weightMax)).exactOptional(),
      ),
      requirements: about('steps from strict to lenient', some(step).exactOptional()),
      strategy,
      ledger: about('queues that name the same ledger share their balances', id().exactOptional()),
      units: about('capacity that a lead of this queue takes; default 1', whole(1, limits.unitsMax).exactOptional()),
      unitsWhen: about(
        'the first that is true says the units instead',
        list(open({ when: condition, units: whole(1, limits.unitsMax) })).exactOptional(),
      ),
      calendarId: id().exactOptional(),
      nobodyEligible: about('when no member can take the lead now; default hold', nobodyEligible.exactOptional()),
      afterHours: about('instead, when that is because the queue is closed', afterHours.exactOptional()),
      managerId: about('who is told when an SLA escalates and no rep’s manager is known', id().exactOptional()),
      charges: about(
        'whether a rep goes on paying for a lead that it declines (default keep) or loses for a breach (default move)',
        open({
          decline: z.enum(['keep', 'move']).exactOptional(),
          breach: z.enum(['keep', 'move']).exactOptional(),
        }).exactOptional(),
      ),
      ownerHits: about(
        'whether leads given to their owner or by hand count here; default charge',
        z.enum(['charge', 'free']).exactOptional(),
      ),
      offer: about('reps are asked before they get a lead', offer.exactOptional()),
    }),
  ),
);
