// Pages that are made from data are in step with it.
import { expect, test } from 'vitest';
import { eventGuide } from '../../src/events/index.js';
import { eventsPage } from '../support/events-page.js';
import { readText } from '../support/files.js';
import { lifecyclePage } from '../support/lifecycle-page.js';

test('docs/events.md is in step: `npm run docs:events` writes it', () => {
  expect(readText('docs/events.md')).toBe(eventsPage());
});

test('docs/lifecycle.md is in step: `npm run docs:events` writes it', () => {
  expect(readText('docs/lifecycle.md')).toBe(lifecyclePage());
});

test('what people are told is said of exactly the events that somebody should hear of', () => {
  const notes = Object.values(eventGuide);
  expect(notes.length).toBeGreaterThan(20);
  for (const { means, tell, say } of notes) expect([means, say !== undefined]).toEqual([means, tell.length > 0]);
});
