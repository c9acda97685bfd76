import type { Json } from '../core/json.js';
import type { EpochMs } from '../core/time.js';

/** An account as the caller keeps it. What is missing, `null` or of another type counts as not known. */
export interface Account {
  /** 1 to 200 characters. */
  readonly id: string;
  readonly name: string;
  /** Domains of its web sites and mailboxes: hosts, or addresses that hold one. Subdomains count for it too. */
  readonly domains?: readonly string[];
  /** Other names, and other domains (`oldname.io`): those of brands, former names, acquired companies. */
  readonly aliases?: readonly string[];
  readonly parentId?: string | null;
  readonly ownerRepId?: string | null;
  /** False for an account that no lead is to be given, such as a holding: its domains count for its children. Default true. */
  readonly matchable?: boolean;
  /** ISO 3166-1 alpha-2, as in a lead. */
  readonly country?: string | null;
  /** ISO 3166-2, as in a lead. */
  readonly region?: string | null;
  readonly industry?: string | null;
  readonly employees?: number | null;
  /** Value of open business in integer minor units. */
  readonly openValue?: number | null;
  readonly lastActivityAt?: EpochMs | null;
  /** The caller's own; texts, numbers and booleans serve as tie-breakers under `fields.<key>`. */
  readonly fields?: { readonly [key: string]: Json };
}

/** Where account data was not as expected. The account still matches by whatever else it has. */
export interface AccountProblem {
  readonly code:
    | 'account.unreadable'
    | 'account.duplicate_id'
    | 'account.missing_name'
    | 'account.invalid_domain'
    | 'account.free_domain'
    | 'account.shared_domain'
    | 'account.invalid_value'
    | 'account.unknown_parent'
    | 'account.parent_cycle';
  /** Null where the account has no usable id. */
  readonly accountId: string | null;
  readonly field: string;
  /** The text found there, at most 200 characters; null where it was none. */
  readonly found: string | null;
  readonly expected: string;
}

/** A value that tie-breakers compare. */
export type TieValue = string | number | boolean;

/** What an index keeps of an account. */
export interface IndexedAccount {
  readonly id: string;
  readonly ownerRepId: string | null;
  /** What tie-breakers compare, by field name, `fields.<key>` for the caller's own; only what is known. */
  readonly values: { readonly [field: string]: TieValue };
}

/** One position in a list, or several, ascending. */
export type Positions = number | readonly number[];

/** Positions in `accounts` by a domain or a company key. */
export type AccountTable = { readonly [key: string]: Positions };

/** Names cut into groups of three letters, so that names that are alike are found without comparing with all. */
export interface NameGrams {
  /** Every name and alias once: its key with the words in order. */
  readonly texts: readonly string[];
  /** Per text, where in `accounts` it is a name. */
  readonly holders: readonly Positions[];
  /** Per text, how many different groups it has. */
  readonly sizes: readonly number[];
  /** Per group, positions in `texts`. */
  readonly postings: { readonly [gram: string]: Positions };
}

/** Accounts made ready for matching: plain JSON, the same for the same accounts in any order. */
export interface AccountIndex {
  readonly format: 'fairlead/account-index@1';
  /** Ascending by id. */
  readonly accounts: readonly IndexedAccount[];
  readonly domains: AccountTable;
  readonly aliasDomains: AccountTable;
  /** Domains of parents that no lead is to be given, with their nearest children that may be. */
  readonly parentDomains: AccountTable;
  readonly names: AccountTable;
  readonly aliases: AccountTable;
  readonly grams: NameGrams;
  /** At most 1,000, by account; those without an id come last. */
  readonly problems: readonly AccountProblem[];
  readonly problemCount: number;
}

/** How an account was found, strongest first. */
export type MatchMethod = 'domain' | 'alias_domain' | 'parent_domain' | 'company_key' | 'alias' | 'fuzzy' | 'none';

/** `auto` (score 950 and more) may decide, `review` (850 and more) is for a person to look at. */
export type MatchBand = 'auto' | 'review' | 'none';

/** One step of the choice between accounts that match equally well. */
export interface TieBreaker {
  /** A field of the account, or `fields.<key>`. */
  readonly field: string;
  /**
   * `highest` and `lowest` compare numbers, and what is not known goes last; `present` prefers what is known;
   * `equal_to_lead` what equals the lead's field of that name.
   */
  readonly prefer: 'highest' | 'lowest' | 'present' | 'equal_to_lead';
}

/** An account that a lead may belong to, and how sure that is. */
export interface AccountCandidate {
  readonly accountId: string;
  readonly ownerRepId: string | null;
  /** 850 to 1,000 thousandths. */
  readonly score: number;
  readonly band: MatchBand;
}

/** The account of a lead, or the proposals where none is sure enough. */
export interface AccountMatch {
  /** Null unless the band is `auto`: a name that is only alike never routes. */
  readonly accountId: string | null;
  readonly ownerRepId: string | null;
  readonly band: MatchBand;
  /** Of the best candidate; 0 without one. Exact methods give 1,000. */
  readonly score: number;
  readonly method: MatchMethod;
  /** Best first, at most five, all found by `method`. */
  readonly candidates: readonly AccountCandidate[];
}
