// Purpose: what happened, for people and other systems: envelopes, sentences, whom to tell, the graph of statuses.
// In: routing events.
// Out: CloudEvents, English sentences, tables as data.
// Never: send anything, decide anything, or name a field's value of a lead.

export { describeEvent } from './describe-event.js';
export { type Audience, type EventNote, eventGuide } from './event-guide.js';
export { type StatusCause, type StatusEdge, type StatusGraph, statusGraph } from './status-graph.js';
export { type CloudEvent, type CloudEventOptions, toCloudEvent } from './to-cloud-event.js';
