import { parseDate } from '../../core/civil.js';
import { limits } from '../../core/limits.js';
import { pointLimits, points, scorecard } from './score-shape.js';
import {
  anything,
  byKey,
  byType,
  condition,
  id,
  list,
  matching,
  numberIn,
  object,
  oneOf,
  record,
  type Shape,
  text,
  whole,
} from './shape.js';
import { days, minutes, recycling, sla } from './sla-shape.js';
import { overdraft, requirement, strategy } from './strategy-shape.js';

// Shapes are made by functions, since no bundler can leave out what is called when the module is loaded.
const threshold = (): Shape => object({ min: points() }, { required: ['min'] });
const weight = (): Shape => whole(1, limits.weightMax);
const units = (): Shape => whole(1, limits.unitsMax);
const texts = (): Shape => list(text);

const isLocal = (value: string): boolean =>
  parseDate(value.slice(0, 10)) !== null && /^(T([01]\d|2[0-3]):[0-5]\d)?$/.test(value.slice(10));
const localTime = (): Shape => matching('a date `YYYY-MM-DD` or a local time `YYYY-MM-DDTHH:MM`', isLocal);
const date = (): Shape => matching('a date `YYYY-MM-DD`', (value) => parseDate(value) !== null);

const names: Shape = (value, path, report) => (Array.isArray(value) ? list(text) : text)(value, path, report);
const tableOf = (entry: Shape): Shape => object({}, { more: entry });

const normalize = (): Shape =>
  object({
    defaultCountry: text,
    competitorDomains: texts(),
    aliases: tableOf(tableOf(text)),
    mapping: tableOf(names),
  });

// hours are checked by themselves, with the zones that the caller gave
const calendar = (): Shape => object({ id }, { required: ['id'], more: anything });

const cap = (): Shape =>
  object(
    {
      id,
      per: oneOf('hour', 'day', 'week', 'month'),
      max: whole(0, limits.capMax),
      window: oneOf('calendar', 'rolling'),
      when: condition('priority'),
    },
    { required: ['per', 'max'] },
  );

const rep = (): Shape =>
  object(
    {
      id,
      name: text,
      calendarId: id,
      weight: weight(),
      capacity: whole(0, limits.unitsMax),
      caps: list(cap(), 0, 20),
      skills: record(whole(0, 1_000)),
      languages: texts(),
      territories: list(object({ country: text, region: text, postalPrefix: text })),
      products: texts(),
      industries: texts(),
      seniority: whole(0, 1_000),
      tags: texts(),
      managerId: id,
      leave: list(
        object(
          { from: localTime(), to: localTime(), stopDaysBefore: days(), reason: text },
          { required: ['from', 'to'] },
        ),
      ),
      startsAt: date(),
      ramp: object({ from: numberIn(0.01, 1), days: whole(1, 3_650) }, { required: ['from', 'days'] }),
      teamId: id,
    },
    { required: ['id'] },
  );

const when = (): Shape => condition('priority');

const toQueue = (): Shape => object({ queueId: id }, { required: ['queueId'] });
const typedToQueue = (): Shape => object({ type: anything, queueId: id }, { required: ['queueId'] });

const queue = (): Shape =>
  object(
    {
      id,
      name: text,
      repIds: list(id, 1, limits.repsMax),
      weights: record(weight()),
      requirements: list(
        object({ all: list(requirement(), 0, 100), forMinutes: minutes() }, { required: ['all'] }),
        1,
        20,
      ),
      strategy: strategy(),
      ledger: id,
      units: units(),
      unitsWhen: list(object({ when: when(), units: units() }, { required: ['when', 'units'] }), 0, 100),
      calendarId: id,
      nobodyEligible: byType({
        hold: object({ type: anything, afterMinutes: minutes(), then: toQueue() }),
        overflow: typedToQueue(),
        route_anyway: object({ type: anything }),
        nurture: object({ type: anything, track: id }),
      }),
      afterHours: byType({
        wait: object({ type: anything }),
        on_call: typedToQueue(),
        route_anyway: object({ type: anything }),
      }),
      ownerHits: oneOf('charge', 'free'),
      charges: object({ decline: oneOf('keep', 'move'), breach: oneOf('keep', 'move') }),
      managerId: id,
      offer: object(
        {
          to: whole(1, limits.offeredMax),
          forMinutes: minutes(),
          clock: oneOf('rep', 'queue', 'rep_and_queue', 'wall'),
          rounds: whole(1, limits.offerRoundsMax),
          onLapse: oneOf('stay', 'switch_off'),
          unaccepted: oneOf('charge', 'free'),
        },
        { required: ['forMinutes'] },
      ),
    },
    { required: ['id', 'repIds', 'strategy'] },
  );

const action = (): Shape =>
  byKey({
    owner: object(
      {
        owner: oneOf('account', 'lead'),
        ownerAbsent: byType({
          wait: object({ type: anything, minutes: minutes(), queueId: id }, { required: ['minutes', 'queueId'] }),
          cover: typedToQueue(),
          rotate: typedToQueue(),
        }),
        overdraft: overdraft(),
        queueId: id,
        slaId: id,
      },
      { required: ['ownerAbsent'] },
    ),
    queueId: object({ queueId: id, slaId: id }),
    disposition: object({ disposition: oneOf('rejected', 'nurtured'), track: id }),
  });

/** What a rule does with a lead. */
export const ruleAction: Shape = /* @__PURE__ */ action();

const duplicates = (): Shape =>
  object(
    {
      action: oneOf('dispose', 'owner', 'merge', 'ignore'),
      keys: list(oneOf('email', 'person', 'phone'), 1, 3),
      windowDays: whole(1, 36_500),
    },
    { required: ['action'] },
  );

const document = (): Shape =>
  object(
    {
      $schema: text,
      behavior: oneOf(1),
      name: text,
      normalize: normalize(),
      calendars: list(calendar(), 0, limits.calendarsMax),
      reps: list(rep(), 1, limits.repsMax),
      queues: list(queue(), 1, limits.queuesMax),
      rules: list(
        object({ id, when: when(), then: ruleAction, note: text }, { required: ['id', 'when', 'then'] }),
        1,
        limits.rulesMax,
      ),
      scorecards: list(scorecard()),
      totalPoints: object(pointLimits()),
      grades: object({ scorecards: list(id, 1) }, { required: ['scorecards'], more: record(points()) }),
      qualification: object({ sql: threshold(), mql: threshold() }),
      segments: list(object({ id, when: condition('score') }, { required: ['id', 'when'] })),
      priorities: list(
        object(
          { id, when: condition('segment'), priority: whole(-1_000, 1_000) },
          { required: ['id', 'when', 'priority'] },
        ),
      ),
      slas: list(sla()),
      recycling: recycling(),
      backlog: object({ ageMinutes: minutes() }),
      duplicates: duplicates(),
    },
    { required: ['behavior', 'reps', 'queues', 'rules'] },
  );

/** The whole shape of a policy document, as one table. */
export const policyShape: Shape = /* @__PURE__ */ document();
