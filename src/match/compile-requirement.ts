import { compileCondition } from '../condition/index.js';
import type { Reason, ReasonCode } from '../core/reason.js';
import { leadReader, type ScoredLead } from '../lead/index.js';
import { fitsLanguage } from './fits-language.js';
import { fitsTerritory } from './fits-territory.js';
import type { Rep, Requirement } from './types.js';

type LeadView = Partial<ScoredLead>;

/** One requirement, ready to test reps with. */
export interface CompiledRequirement {
  /** The answer depends on the rep alone, so it is worked out once per queue. */
  readonly fixed: boolean;
  readonly applies: (lead: LeadView) => boolean;
  readonly fits: (rep: Rep, lead: LeadView) => boolean;
  readonly code: ReasonCode;
  readonly reason: (rep: Rep) => Reason;
  /** A value that says all that `fits` reads of the lead; null: this lead has none. Leads with the same fit alike. */
  readonly keyOf: (lead: LeadView) => string | undefined | null;
}

type Kind = Omit<CompiledRequirement, 'applies' | 'keyOf' | 'code'> &
  Partial<Pick<CompiledRequirement, 'keyOf' | 'code'>>;

/** Of requirements that read nothing of the lead but whether they apply. */
const oneKey = (): string => '';

/** A text behind its length, so that texts in a row cannot be mistaken for others; anything else by its kind. */
const keyOfText = (value: unknown): string => (typeof value === 'string' ? `${value.length}=${value}` : typeof value);

/** A text is its own key; all that is none has the same. */
const keyOfOne = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const keyOfTexts = (value: unknown): string | null => {
  if (!Array.isArray(value)) return typeof value;
  let key = '';
  for (const text of value) {
    if (typeof text !== 'string') return null;
    key += keyOfText(text);
  }
  return key;
};

const unmet = (requirement: string) => (): Reason => ({ code: 'match.requirement_unmet', requirement });

const skill = (name: string, needed: number): Kind => {
  const levelOf = (rep: Rep): number =>
    rep.skills !== undefined && Object.hasOwn(rep.skills, name) ? rep.skills[name]! : 0;
  return {
    fixed: true,
    fits: (rep) => levelOf(rep) >= needed,
    code: 'match.skill_missing',
    reason: (rep) => ({ code: 'match.skill_missing', skill: name, needed, has: levelOf(rep) }),
  };
};

const speaks = (rep: Rep, wanted: string): boolean => rep.languages?.some((tag) => fitsLanguage(tag, wanted)) === true;

const language = (wanted: string): Kind =>
  wanted === 'lead'
    ? {
        fixed: false,
        fits: (rep, lead) => typeof lead.language !== 'string' || speaks(rep, lead.language),
        keyOf: (lead) => keyOfOne(lead.language),
        reason: unmet('language'),
      }
    : { fixed: true, fits: (rep) => speaks(rep, wanted), reason: unmet(`language ${wanted}`) };

const product = (wanted: string): Kind =>
  wanted === 'lead'
    ? {
        fixed: false,
        fits: (rep, { products }) =>
          !Array.isArray(products) ||
          products.length === 0 ||
          products.some((name) => rep.products?.includes(name) === true),
        keyOf: (lead) => keyOfTexts(lead.products),
        reason: unmet('product'),
      }
    : { fixed: true, fits: (rep) => rep.products?.includes(wanted) === true, reason: unmet(`product ${wanted}`) };

const industry = (wanted: string): Kind =>
  wanted === 'lead'
    ? {
        fixed: false,
        fits: (rep, lead) => typeof lead.industry !== 'string' || rep.industries?.includes(lead.industry) === true,
        keyOf: (lead) => keyOfOne(lead.industry),
        reason: unmet('industry'),
      }
    : { fixed: true, fits: (rep) => rep.industries?.includes(wanted) === true, reason: unmet(`industry ${wanted}`) };

function kindOf(requirement: Requirement): Kind {
  if ('skill' in requirement) return skill(requirement.skill, requirement.min ?? 1);
  if ('language' in requirement) return language(requirement.language);
  if ('product' in requirement) return product(requirement.product);
  if ('industry' in requirement) return industry(requirement.industry);
  if ('territory' in requirement) {
    return {
      fixed: false,
      fits: (rep, lead) => (rep.territories ?? []).some((territory) => fitsTerritory(territory, lead)),
      keyOf: ({ country, region, postalCode }) => `${keyOfText(country)},${keyOfText(region)},${keyOfText(postalCode)}`,
      reason: unmet('territory'),
    };
  }
  if ('seniority' in requirement) {
    const { seniority } = requirement;
    return { fixed: true, fits: (rep) => (rep.seniority ?? 0) >= seniority, reason: unmet(`seniority ${seniority}`) };
  }
  const { tag } = requirement;
  return { fixed: true, fits: (rep) => rep.tags?.includes(tag) === true, reason: unmet(`tag ${tag}`) };
}

/** A test of a lead that is true only where the condition is. */
export const leadTest = (when: NonNullable<Requirement['when']>): ((lead: LeadView) => boolean) => {
  const test = compileCondition(when, leadReader);
  return (lead) => test(lead) === true;
};

/** Compiles one requirement. It must have been checked: unknown fields throw. */
export function compileRequirement(requirement: Requirement): CompiledRequirement {
  const kind = { code: 'match.requirement_unmet', keyOf: oneKey, ...kindOf(requirement) } as const;
  if (requirement.when === undefined) return { ...kind, applies: () => true };
  return { ...kind, fixed: false, applies: leadTest(requirement.when) };
}
