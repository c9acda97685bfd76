import { expect, test } from 'vitest';
import { diagnosticsOf, policyWith } from '../../../test/support/samples.js';

const faultsOf = (target: object): readonly string[] =>
  diagnosticsOf(policyWith({ slas: [{ id: 's', targets: [{ id: 't', minutes: 5, ...target }] }] as never }))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path, message }) => `${code} ${path.slice(4).join('.')}: ${message}`);

test('targets that can be kept are', () => {
  expect(faultsOf({ attempts: 3, activities: ['call'] })).toEqual([]);
  expect(faultsOf({ id: 'deliver', clock: 'wall', milestones: [{ atFraction: 1, do: ['escalate'] }] })).toEqual([]);
  expect(faultsOf({ milestones: [{ atMinutes: 1, do: ['notify', 'take_back'], to: ['desk'] }] })).toEqual([]);
});

test('nobody’s hours and nobody’s lead cannot be asked for', () => {
  expect(faultsOf({ until: 'assign', clock: 'rep' })).toEqual([
    'policy.sla clock: expected `queue` or `wall` for a target until `assign`, found `rep`',
  ]);
  expect(faultsOf({ id: 'deliver', milestones: [{ atMinutes: 1, do: ['escalate', 'reassign'] }] })).toEqual([
    'policy.sla milestones.0.do.1: expected one of `notify`, `escalate`, `recycle` while nobody has the lead, found `reassign`',
  ]);
});

test('attempts belong to targets until attempts', () => {
  expect(faultsOf({ until: 'close', attempts: 2, activities: [] })).toEqual([
    'policy.sla attempts: expected it only for a target until `attempts`, found `close`',
    'policy.sla activities: expected it only for a target until `attempts`, found `close`',
  ]);
});

test('a notice needs somebody to go to, and only a notice does', () => {
  const fault = 'policy.sla milestones.0.to: expected `to` where `do` has `notify`, and only there';
  expect(faultsOf({ milestones: [{ atMinutes: 1, do: ['notify'] }] })).toEqual([fault]);
  expect(faultsOf({ milestones: [{ atMinutes: 1, do: ['remind'], to: ['desk'] }] })).toEqual([fault]);
});

test('reasons name tracks, and open cool-downs calendars, that exist', () => {
  const recycling = {
    reasons: { lost: 'never' },
    tracks: [{ id: 'later', coolDownDays: 1, coolDownOpen: { minutes: 5, calendarId: 'moon' } }],
  };
  expect(
    diagnosticsOf(policyWith({ recycling }))
      .slice(0, 2)
      .map(({ message }) => message),
  ).toEqual(['no track has the id `never`', 'no calendar has the id `moon`']);
});
