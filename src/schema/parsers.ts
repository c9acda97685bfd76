import { limits } from '../core/limits.js';
import type { Result } from '../core/result.js';
import type { Lead, RawLead } from '../lead/index.js';
import type { Diagnostic, Policy } from '../policy/index.js';
import type { Decision, LeadRecord, RoutingEvent, RoutingState } from '../router/index.js';
import { decisionSchema } from './decision-schema.js';
import { eventSchema } from './event-schema.js';
import { leadSchema, rawLeadSchema } from './lead-schema.js';
import { parseData, valueOrThrow } from './parse-data.js';
import { policySchema } from './policy-schema.js';
import { recordSchema } from './record-schema.js';
import { stateSchema } from './state-schema.js';

type Parsed<T> = Result<T, readonly Diagnostic[]>;

const policySize = { nodesMax: limits.policyNodesMax, depthMax: limits.policyDepthMax };
/** A state holds a few numbers per rep, ledger and cap; a policy is the larger of the two. */
const stateSize = policySize;
const leadSize = { nodesMax: 4 * limits.leadNodesMax, depthMax: limits.depthMax };
/** A record or event holds a lead and what happened to it; a full trace holds every rep of a queue. */
const recordSize = { nodesMax: 100_000, depthMax: limits.depthMax + 4 };
const decisionSize = { nodesMax: 40 * limits.repsMax, depthMax: limits.depthMax };

/**
 * Reads a policy from data of unknown origin: its shape only; `compile` checks what it means.
 *
 * @returns the policy, or 1 to 100 diagnostics with path, expected and found (at most 60 characters). Never throws.
 * @example
 * parsePolicy({ behavior: 1, reps: [{}], queues: [], rules: [] });
 * //=> { ok: false, error: [{ severity: 'error', code: 'schema.missing', path: ['reps', 0, 'id'],
 * //       message: 'expected a text, found nothing' }, … ] }
 */
export const parsePolicy = (data: unknown): Parsed<Policy> => parseData(policySchema, data, policySize);

/**
 * {@link parsePolicy} for policies that the program itself wrote.
 *
 * @throws Error that lists every problem
 */
export const parsePolicyOrThrow = (data: unknown): Policy => valueOrThrow(parsePolicy(data), 'a policy');

/**
 * Reads a raw lead: an id and any JSON, of at most `limits.depthMax` levels.
 *
 * @returns the lead, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseRawLead({ Email: 'ada@example.com' });
 * //=> { ok: false, error: [{ severity: 'error', code: 'schema.missing', path: ['id'], message: 'expected a text, found nothing' }] }
 */
export const parseRawLead = (data: unknown): Parsed<RawLead> => parseData(rawLeadSchema, data, leadSize);

/**
 * {@link parseRawLead} for leads that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseRawLeadOrThrow = (data: unknown): RawLead => valueOrThrow(parseRawLead(data), 'a raw lead');

/**
 * Reads a clean lead, as `normalizeLead` returns it.
 *
 * @returns the lead, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseLead(normalizeLead({ id: 'l1' })).ok; //=> true
 */
export const parseLead = (data: unknown): Parsed<Lead> => parseData(leadSchema, data, leadSize);

/**
 * {@link parseLead} for leads that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseLeadOrThrow = (data: unknown): Lead => valueOrThrow(parseLead(data), 'a lead');

/**
 * Reads a routing state. `checkState` of `fairlead/runtime` checks also that its columns fit each other.
 *
 * @returns the state, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseState(initialState(router)).ok; //=> true
 */
export const parseState = (data: unknown): Parsed<RoutingState> => parseData(stateSchema, data, stateSize);

/**
 * {@link parseState} for states that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseStateOrThrow = (data: unknown): RoutingState => valueOrThrow(parseState(data), 'a routing state');

/**
 * Reads a lead's record.
 *
 * @returns the record, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseRecord(route(router, state, lead, now).record).ok; //=> true
 */
export const parseRecord = (data: unknown): Parsed<LeadRecord> => parseData(recordSchema, data, recordSize);

/**
 * {@link parseRecord} for records that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseRecordOrThrow = (data: unknown): LeadRecord => valueOrThrow(parseRecord(data), 'a lead record');

/**
 * Reads an event.
 *
 * @returns the event, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseEvent({ seq: 1, at: 0, leadId: 'l1', type: 'lead_accepted', repId: 'ann' }).ok; //=> true
 */
export const parseEvent = (data: unknown): Parsed<RoutingEvent> => parseData(eventSchema, data, recordSize);

/**
 * {@link parseEvent} for events that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseEventOrThrow = (data: unknown): RoutingEvent => valueOrThrow(parseEvent(data), 'an event');

/**
 * Reads a decision.
 *
 * @returns the decision, or 1 to 100 diagnostics. Never throws.
 * @example
 * parseDecision(route(router, state, lead, now).decision).ok; //=> true
 */
export const parseDecision = (data: unknown): Parsed<Decision> => parseData(decisionSchema, data, decisionSize);

/**
 * {@link parseDecision} for decisions that must be right.
 *
 * @throws Error that lists every problem
 */
export const parseDecisionOrThrow = (data: unknown): Decision => valueOrThrow(parseDecision(data), 'a decision');
