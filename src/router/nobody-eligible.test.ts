// Whether nobody is eligible because the queue is closed, where filters of the caller have a say.
import { expect, test } from 'vitest';
import { hour, leadWith, monday, officeHours, routerWith } from '../../test/support/samples.js';
import type { Verdict } from '../core/verdict.js';
import { initialState, route } from './index.js';

const reason = { code: 'match.custom', filterId: 'f', message: 'no' } as const;
/** `ana` is off shift, and the filter has its say of `ben`: what the held lead says of the hour. */
function held(verdict: Verdict) {
  const filter = {
    id: 'f',
    test: ({ rep }: { readonly rep: { readonly id: string } }): Verdict =>
      rep.id === 'ben' ? verdict : { type: 'eligible' },
  };
  const reps = [{ id: 'ana', calendarId: 'office' }, 'ben'];
  const router = routerWith({ calendars: [officeHours('office', 'UTC')], reps }, { filters: [filter] });
  return route(router, initialState(router), leadWith(), monday + 12 * hour).events.at(-1);
}

test('whom a filter keeps from the lead for good does not keep the queue open', () => {
  expect(held({ type: 'ineligible', reason })).toMatchObject({ type: 'lead_held', afterHours: true });
});

test('whom a filter keeps from it for now does', () => {
  const until = monday + 13 * hour;
  expect(held({ type: 'unavailable', reason, until })).toMatchObject({ type: 'lead_held', afterHours: false });
});
