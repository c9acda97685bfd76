import { assert } from '../core/assert.js';
import { formatInstant } from '../core/civil.js';
import type { RoutingEvent } from '../router/index.js';

/** Where an event comes from, so that its name is unique. */
export interface CloudEventOptions {
  /** Where the event happened: a URI reference. Default `fairlead`. */
  readonly source?: string;
  /** Which state the event belongs to. Without it the source must be another one for each state. */
  readonly scope?: string;
}

/** A routing event in an envelope of CloudEvents 1.0, JSON format. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** `scope:seq`, or `seq` alone: together with `source` it names the event for ever. */
  readonly id: string;
  readonly source: string;
  readonly type: `fairlead.${RoutingEvent['type']}`;
  /** The lead's id; of events about a rep alone, the rep's. Not there where the id is no CloudEvents string. */
  readonly subject?: string;
  /** RFC 3339, UTC. Not there outside the years 0 to 9999. */
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly data: RoutingEvent;
}

/** RFC 3986, section 2: the characters of a URI reference. */
const uriReference = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\dA-F]{2})+$/i;
/** Control characters, unpaired surrogates and noncharacters stand in no CloudEvents string. */
const unusable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
/** The first instant of year 0 and that after year 9999. */
const firstAt = -62_167_219_200_000;
const endAt = 253_402_300_800_000;

/**
 * An event as a CloudEvent, for queues, webhooks and notification services. The same event always gets the same id, so
 * that receivers can drop what comes twice.
 *
 * @param options - pass the `scope` under which the state is stored, or a `source` that is its own per scope
 * @throws Error where the event has no whole `seq` or no `type`, `source` is no URI reference, or `scope` is empty or holds control characters
 * @example
 * const { id, type, subject, time } = toCloudEvent(events[1]!, { scope: 'team-a' });
 * [id, type, subject, time]; //=> ['team-a:2', 'fairlead.lead_assigned', 'l-7', '2026-05-28T20:26:40Z']
 * @see CloudEvents 1.0.2, https://github.com/cloudevents/spec
 */
export function toCloudEvent(event: RoutingEvent, { source = 'fairlead', scope }: CloudEventOptions = {}): CloudEvent {
  assert(uriReference.test(source), `expected a URI reference as \`source\`, found \`${source}\``);
  assert(
    scope === undefined || (scope !== '' && !unusable.test(scope)),
    'expected a `scope` without control characters, found another text',
  );
  const { seq, type } = event;
  assert(Number.isSafeInteger(seq), `expected an event with a whole \`seq\`, found \`${String(seq)}\``);
  assert(
    typeof type === 'string' && /^\w+$/.test(type),
    'expected an event with the name of a `type`, found something else',
  );
  const subject = event.leadId === '' && 'repId' in event ? (event.repId ?? '') : event.leadId;
  return {
    specversion: '1.0',
    id: scope === undefined ? `${seq}` : `${scope}:${seq}`,
    source,
    type: `fairlead.${type}`,
    ...(typeof subject === 'string' && subject !== '' && !unusable.test(subject) ? { subject } : {}),
    ...(event.at >= firstAt && event.at < endAt ? { time: formatInstant(event.at) } : {}),
    datacontenttype: 'application/json',
    data: event,
  };
}
