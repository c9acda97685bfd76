import { byKey, condition, id, list, numberIn, object, oneOf, record, type Shape, text, whole } from './shape.js';

/** Minutes, up to ten years. */
export const minutes = (): Shape => whole(1, 5_256_000);
/** Days, up to a hundred years. */
export const days = (): Shape => whole(0, 36_500);
const texts = (): Shape => list(text);

const milestone = (at: { readonly [key: string]: Shape }): Shape =>
  object(
    {
      ...at,
      do: list(oneOf('remind', 'notify', 'escalate', 'set_offline', 'reassign', 'take_back', 'recycle'), 1, 7),
      to: list(id, 1, 100),
    },
    { required: ['do'] },
  );

/** One SLA. */
export const sla = (): Shape =>
  object(
    {
      id,
      targets: list(
        object(
          {
            id,
            minutes: minutes(),
            clock: oneOf('rep', 'queue', 'rep_and_queue', 'wall'),
            until: oneOf('assign', 'accept', 'respond', 'attempts', 'close'),
            start: oneOf('assignment', 'opening'),
            attempts: whole(1, 100),
            activities: texts(),
            milestones: list(
              byKey({
                atMinutes: milestone({ atMinutes: minutes() }),
                atFraction: milestone({ atFraction: numberIn(0.001, 10) }),
              }),
              0,
              50,
            ),
          },
          { required: ['id', 'minutes'] },
        ),
        1,
        20,
      ),
      tiers: list(
        object(
          { when: condition('priority') },
          { required: ['when'], more: object({ minutes: minutes() }, { required: ['minutes'] }) },
        ),
        0,
        100,
      ),
      meaningful: texts(),
      pauseOn: texts(),
      resumeOn: texts(),
      maxReassignments: whole(0, 100),
      thenDo: oneOf('manager', 'hold', 'recycle'),
      exhausted: oneOf('reuse_earliest', 'hold', 'manager'),
    },
    { required: ['id', 'targets'] },
  );

const track = (): Shape =>
  object(
    {
      id,
      coolDownDays: days(),
      coolDownOpen: object({ minutes: minutes(), calendarId: id }, { required: ['minutes', 'calendarId'] }),
      backOn: texts(),
      backWhen: condition('priority'),
    },
    { required: ['id', 'coolDownDays'] },
  );

/** What becomes of leads that rest. */
export const recycling = (): Shape =>
  object({
    maxCycles: whole(0, 100),
    minDaysBetweenContacts: days(),
    reasons: record(id),
    tracks: list(track()),
  });
