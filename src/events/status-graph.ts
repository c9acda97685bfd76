import type { Input, Status } from '../router/index.js';

/** What takes a lead from one status to another: being routed, or an input; `tick` stands for whatever falls due. */
export type StatusCause = 'route' | Input['type'];

/** One way from a status to another, or to the same again. */
export interface StatusEdge {
  /** `new`: the lead is not known yet. */
  readonly from: Status | 'new';
  readonly to: Status;
  readonly by: readonly StatusCause[];
  /** When that happens. */
  readonly when: string;
}

/** Statuses and the ways between them. */
export interface StatusGraph {
  /** What each status means. */
  readonly statuses: { readonly [status in Status]: string };
  readonly edges: readonly StatusEdge[];
}

/**
 * The life of a lead: every status, and every way from one to another (or to the same again, with another rep, queue or
 * track), with what causes it. Complete: nothing else happens. What falls due before an input counts as `tick`.
 *
 * @example
 * statusGraph.edges.filter(({ from }) => from === 'rejected').map(({ to, by }) => [to, by]); //=> [['assigned', ['assign']]]
 */
export const statusGraph: StatusGraph = {
  statuses: {
    assigned: 'a rep owns the lead, and the SLA clocks run',
    offered: 'reps have been asked, and none has accepted yet',
    held: 'it waits in a queue for a rep',
    nurtured: 'it rests, on a track or without one',
    rejected: 'nobody is to work on it',
    closed: 'it was converted or lost, and nothing follows',
  },
  edges: [
    { from: 'new', to: 'assigned', by: ['route'], when: 'a rep can take it' },
    { from: 'new', to: 'offered', by: ['route'], when: 'reps can take it, and its queue asks them first' },
    { from: 'new', to: 'held', by: ['route'], when: 'nobody can take it now, or it waits for its owner' },
    { from: 'new', to: 'nurtured', by: ['route'], when: 'a rule says so, or its queue where nobody can take it' },
    { from: 'new', to: 'rejected', by: ['route'], when: 'a rule says so, it cannot be used, or it is a duplicate' },
    {
      from: 'assigned',
      to: 'assigned',
      by: ['tick', 'decline', 'release', 'assign'],
      when: 'another rep gets it: after a breach, a decline, a release, or by hand',
    },
    {
      from: 'assigned',
      to: 'offered',
      by: ['tick', 'decline', 'release'],
      when: 'its owner loses it, and others are asked',
    },
    {
      from: 'assigned',
      to: 'held',
      by: ['tick', 'decline', 'release'],
      when: 'its owner loses it, and nobody else can take it now',
    },
    {
      from: 'assigned',
      to: 'nurtured',
      by: ['tick', 'decline', 'release', 'nurture', 'recycle'],
      when: 'a breach or somebody says so, or its owner loses it and the queue or the rules say so',
    },
    {
      from: 'assigned',
      to: 'rejected',
      by: ['decline', 'release', 'reject'],
      when: 'somebody says so, or its owner gives it up, its queue is gone, and the rules reject it now',
    },
    { from: 'assigned', to: 'closed', by: ['close'], when: 'it is converted or lost' },
    {
      from: 'offered',
      to: 'assigned',
      by: ['accept', 'respond', 'assign', 'tick', 'decline', 'release'],
      when: 'somebody asked takes it, somebody gives it to a rep, or nobody asked does and it goes to one unasked',
    },
    {
      from: 'offered',
      to: 'offered',
      by: ['tick', 'decline', 'release'],
      when: 'those asked let it run out or decline, and others are asked',
    },
    {
      from: 'offered',
      to: 'held',
      by: ['tick', 'decline', 'release'],
      when: 'nobody asked takes it, and nobody else can be asked now',
    },
    {
      from: 'offered',
      to: 'nurtured',
      by: ['tick', 'decline', 'release', 'nurture', 'recycle'],
      when: 'somebody says so, or nobody asked takes it and the queue or the rules say so',
    },
    {
      from: 'offered',
      to: 'rejected',
      by: ['tick', 'decline', 'release', 'reject'],
      when: 'somebody says so, or nobody asked takes it, its queue is gone, and the rules reject it now',
    },
    { from: 'offered', to: 'closed', by: ['close'], when: 'it is converted or lost' },
    { from: 'held', to: 'assigned', by: ['tick', 'assign'], when: 'a rep can take it, or somebody gives it to one' },
    { from: 'held', to: 'offered', by: ['tick'], when: 'reps can be asked' },
    { from: 'held', to: 'held', by: ['tick'], when: 'it goes on waiting, in another queue or until another instant' },
    {
      from: 'held',
      to: 'nurtured',
      by: ['tick', 'nurture', 'recycle'],
      when: 'somebody says so, or the queue or the rules do after an edit of the policy',
    },
    {
      from: 'held',
      to: 'rejected',
      by: ['tick', 'reject'],
      when: 'somebody says so, or its queue is gone and the rules reject it now',
    },
    { from: 'held', to: 'closed', by: ['close'], when: 'it is converted or lost' },
    {
      from: 'nurtured',
      to: 'assigned',
      by: ['tick', 'activity', 'assign'],
      when: 'its rest is over, something brings it back, or somebody gives it to a rep',
    },
    { from: 'nurtured', to: 'offered', by: ['tick', 'activity'], when: 'it comes back, and reps are asked' },
    { from: 'nurtured', to: 'held', by: ['tick', 'activity'], when: 'it comes back, and nobody can take it now' },
    {
      from: 'nurtured',
      to: 'nurtured',
      by: ['tick', 'activity', 'nurture', 'recycle'],
      when: 'it comes back and is sent to rest again, or somebody changes its track',
    },
    {
      from: 'nurtured',
      to: 'rejected',
      by: ['tick', 'activity', 'reject'],
      when: 'it comes back and a rule rejects it, or somebody does',
    },
    { from: 'nurtured', to: 'closed', by: ['close'], when: 'it is converted or lost' },
    { from: 'rejected', to: 'assigned', by: ['assign'], when: 'somebody gives it to a rep all the same' },
  ],
};
