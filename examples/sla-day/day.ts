// What happens on Tuesday, 10 March 2026: who writes in, and what each owner of a lead does about it. What follows from
// that is the policy's business.
import type { Input, RawLead } from 'fairlead';

/** What an owner does, so many minutes after getting the lead. `{ type: 'respond' }` and the like are the owner's own. */
export interface Deed {
  readonly after: number;
  readonly input:
    | Exclude<Input, { readonly type: 'respond' | 'decline' | 'accept' }>
    | { readonly type: 'respond' | 'accept' }
    | { readonly type: 'decline'; readonly reason: string };
}

export interface Visitor {
  /** UTC, which is London's time on that day. */
  readonly at: string;
  readonly raw: RawLead;
  /** What the first owner does, the second, and so on; whoever has no row here does nothing. */
  readonly owners: readonly (readonly Deed[])[];
  /** What each of those asked does about the first offer, in the order in which they were asked. */
  readonly asked?: readonly (readonly Deed[])[];
  /** What the person does later, by the clock. */
  readonly later?: readonly { readonly at: string; readonly activity: string }[];
}

const accept = (after: number): Deed => ({ after, input: { type: 'accept' } });
const answer = (after: number): Deed => ({ after, input: { type: 'respond' } });
const decline = (after: number, reason: string): Deed => ({ after, input: { type: 'decline', reason } });
const won = (after: number, value: number): Deed => ({ after, input: { type: 'close', outcome: 'converted', value } });
const lost = (after: number): Deed => ({ after, input: { type: 'close', outcome: 'lost' } });
const does = (after: number, activity: string): Deed => ({
  after,
  input: { type: 'activity', activity: { type: activity, at: 0 } },
});

let number = 0;
function visitor(
  at: string,
  raw: Omit<RawLead, 'id'>,
  owners: Visitor['owners'],
  more: Pick<Visitor, 'asked' | 'later'> = {},
): Visitor {
  number += 1;
  return { at, raw: { id: `l-${String(number).padStart(2, '0')}`, ...raw }, owners, ...more };
}

const demo = { source: 'demo_request' };
const paper = { source: 'content_download' };

export const visitors: readonly Visitor[] = [
  // before anybody is there
  visitor('06:40', { ...paper, email: 'ida@korn.example' }, [[answer(9), lost(75)]]),
  visitor('07:15', { ...demo, email: 'otto@saal.example' }, [[answer(4), won(180, 250_000)]]),
  // the London morning
  visitor('09:05', { ...demo, email: 'mia@velo.example' }, [[answer(6), lost(50)]]),
  visitor('09:12', { ...paper, email: 'jo@trattoria.example' }, [[], [answer(11), lost(40)]]),
  visitor(
    '09:30',
    { source: 'webinar', email: 'lin@fjord.example', employees: '5000+' },
    [[answer(16), won(300, 1_900_000)]],
    { asked: [[accept(4)]] },
  ),
  visitor('09:41', { ...paper, email: 'x@mailinator.com' }, []),
  visitor('09:50', { ...paper, email: 'sam@cs.example.edu' }, [[answer(7), lost(60)]], {
    later: [
      { at: '14:20', activity: 'newsletter' },
      { at: '15:05', activity: 'pricing_page' },
    ],
  }),
  visitor('10:02', { ...demo, email: 'pia@holm.example' }, [[decline(5, 'misroute')], [answer(3), won(240, 400_000)]]),
  visitor('10:20', { ...paper, email: 'uwe@berg.example' }, [[], []]),
  visitor('10:45', { ...demo, email: 'eve@stone.example' }, [
    [does(8, 'call'), does(12, 'waiting_for_customer'), does(200, 'email'), lost(230)],
  ]),
  visitor('11:00', { ...paper, email: 'kai@nord.example' }, [
    [answer(25), { after: 60, input: { type: 'nurture', reason: 'no_budget' } }],
  ]),
  visitor('11:10', { ...paper, email: 'zoe@quai.example' }, [[answer(14)]]),
  visitor('11:25', { ...demo, email: 'max@acme.example' }, [[answer(10), won(100, 800_000)]]),
  visitor('11:40', { ...demo, email: 'roy@pine.example' }, [[answer(12), lost(70)]]),
  // Ana is at the dentist: her account waits for her
  visitor('12:10', { ...demo, email: 'amy@acme.example' }, [[answer(5), won(45, 300_000)]]),
  visitor('12:30', { ...demo, email: 'leo@acme.example' }, [[answer(5)]]),
  visitor('12:35', { ...paper, email: 'gus@ox.example' }, [[answer(8), lost(45)]]),
  // New York comes in
  visitor('14:00', { ...paper, email: 'ola@crane.example' }, [
    [{ after: 10, input: { type: 'release', reason: 'knows me' } }],
    [answer(15), lost(60)],
  ]),
  visitor('14:15', { ...paper, email: 'ray@moss.example' }, [
    [answer(9), { after: 20, input: { type: 'reject', reason: 'spam' } }],
  ]),
  visitor('14:45', { ...demo, email: 'ned@tide.example', employees: '2000' }, [[answer(21), won(150, 1_200_000)]], {
    asked: [[accept(6)], [accept(8)]],
  }),
  visitor('15:00', { ...demo, email: 'tess@lake.example' }, [
    [{ after: 6, input: { type: 'assign', repId: 'cleo', by: 'manager' } }],
    [answer(4), won(90, 500_000)],
  ]),
  visitor('15:30', { ...demo, email: 'una@peak.example', employees: '1200' }, [[answer(8), lost(50)]], {
    asked: [[decline(3, 'overbooked')]],
  }),
  visitor('16:20', { ...demo, email: 'vic@glen.example' }, [[], [], []]),
  visitor('17:20', { ...paper, email: 'wim@polder.example' }, [[answer(35)]]),
  visitor('19:45', { ...demo, email: 'yan@reef.example' }, [[answer(3), lost(30)]]),
  // after everybody has gone
  visitor('21:30', { ...demo, email: 'abe@night.example' }, []),
  visitor('22:45', { ...paper, email: 'bo@late.example' }, []),
];

/** Whose accounts they are. */
export const accounts: { readonly [domain: string]: { readonly accountId: string; readonly ownerRepId: string } } = {
  'acme.example': { accountId: 'acme', ownerRepId: 'ana' },
};
