/**
 * Which skill a plain sentence means, and with which values.
 *
 * A sentence that a skill was saved with (`said`) and every word of the request accounted for is a sure match; words of a
 * title or a name are a near one, to be offered and never done unasked. Errs towards near: two skills that fit alike are
 * both only near.
 */
import { namesOf, wrongWith, type ListedSkill, type Parameter, type Skill } from '../../demos/index.ts';
import { lexiconFor } from '../../planning/language.ts';
import { protect } from '../../planning/literals.ts';
import { findPlaybooks } from '../../planning/playbooks/find.ts';
import type { Playbook } from '../../planning/playbooks/parse.ts';
import type { Parameter as Slot } from '../../planning/playbooks/schema.ts';
import { WordSimilarity } from '../../planning/playbooks/similarity.ts';

export interface SkillMatch {
  readonly skill: Skill;
  /** Of the parameters that the sentence names. */
  readonly values: Readonly<Record<string, string>>;
  /** 0 to 1. */
  readonly score: number;
  /** It may be done without asking. */
  readonly sure: boolean;
  /** Why it is not sure, in one clause; empty when it is. */
  readonly doubt: string;
}

/** Below this it is not looked at word by word. */
const SAME_SENTENCE = 0.9;
/** To the next skill. */
const MARGIN = 0.08;
/** Words in common, worth offering. */
export const NEAR = 0.6;

const TYPES: Readonly<Record<Parameter['type'], Slot['type']>> = {
  text: 'text',
  number: 'number',
  date: 'text',
  file_name: 'file',
  secret: 'text',
};

/** Skills that a sentence may mean, best first. Faulty ones are left out. */
export function findSkills(sentence: string, listed: readonly ListedSkill[], least = NEAR): SkillMatch[] {
  const skills = listed.flatMap(({ skill }) => (skill ? [skill] : []));
  const { text, literals } = protect(sentence.normalize('NFC'));
  const similarity = new WordSimilarity();
  const matches = skills.flatMap((skill) => {
    const asked = findPlaybooks(text, literals, [asPlaybook(skill, skill.said ?? [])], similarity, least)[0];
    const named = findPlaybooks(text, literals, [asPlaybook(skill, namesFor(skill))], similarity, least)[0];
    const best = asked && (!named || asked.score >= named.score) ? asked : named;
    if (!best) return [];
    const values = Object.fromEntries(Object.entries(best.values).map(([k, v]) => [k, v.trim()]));
    const doubt =
      best === asked
        ? doubtOf(sentence, skill, best.phrase, values, best.score)
        : 'only its name and title are like it';
    return [{ skill, values, score: best.score, doubt }];
  });
  matches.sort((a, b) => b.score - a.score);
  const [first, second] = matches;
  const rival = first && second && first.score - second.score < MARGIN ? second : undefined;
  return matches.map((m) => {
    const doubt =
      m.doubt !== ''
        ? m.doubt
        : m !== first
          ? 'another skill is nearer'
          : rival
            ? `“${rival.skill.name}” is as near`
            : '';
    return { ...m, doubt, sure: doubt === '' };
  });
}

/** Words that change nothing of what is asked. */
const SMALL = new Set(
  (
    'please kindly just now then and also the a an my could would can you ' +
    'bitte mal dann und auch der die das den dem ein eine einen mein meine ' +
    'por favor luego y el la los las un una mi puis et le les une mon ma s il te vous plait'
  ).split(' '),
);

/** The words that count, in order: lower case, without accents and marks. */
const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}{}_+./:~@-]+/u)
    .map((w) => w.replace(/^[./:-]+|[./:-]+$/g, ''))
    .filter((w) => w !== '' && !SMALL.has(w));

/**
 * Whether the sentence is the phrase, word for word, with its values in the holes. A score does not tell that: in a long
 * sentence one key that is another counts little.
 */
function isSameSentence(sentence: string, phrase: string, values: Readonly<Record<string, string>>): boolean {
  let holed = sentence.normalize('NFC');
  for (const [name, value] of Object.entries(values).sort(([, a], [, b]) => b.length - a.length)) {
    const at = holed.indexOf(value);
    if (value === '' || at < 0) return false;
    holed = `${holed.slice(0, at)} {${name}} ${holed.slice(at + value.length)}`;
  }
  return words(holed).join(' ') === words(phrase).join(' ');
}

function doubtOf(
  sentence: string,
  skill: Skill,
  phrase: string,
  values: Readonly<Record<string, string>>,
  score: number,
): string {
  if (score < SAME_SENTENCE || !isSameSentence(sentence, phrase, values))
    return 'not every word of the sentence is in what it was saved with';
  const open = [...phrase.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((m) => m[1] ?? '').find((n) => !(n in values));
  if (open !== undefined) return `the sentence does not say the ${open.replaceAll('_', ' ')}`;
  for (const p of skill.parameters) {
    const value = values[p.name];
    const wrong = value === undefined ? null : wrongWith(p, value);
    if (wrong !== null) return wrong;
    if (value === undefined && p.default === undefined) return `it also needs the ${p.name.replaceAll('_', ' ')}`;
  }
  return '';
}

/** What somebody would call a skill that was shown: its title and its name, with its values after them. */
function namesFor(skill: Skill): string[] {
  const names = namesOf(skill);
  const holes = names.slice(0, 4).map((n) => `{{${n}}}`);
  const title = skill.title.replace(/\s*\([^)]*\)\s*$/, '').replace(/[{}]/g, '');
  const called = [title, skill.name.replace(/[-_]+/g, ' '), ...(skill.description ? [skill.description] : [])];
  return called.flatMap((c) => (holes.length === 0 ? [c] : [c, `${c} ${holes.join(' ')}`]));
}

/** A skill as the finder of playbooks reads it. Its ways are never asked for. */
function asPlaybook(skill: Skill, phrases: readonly string[]): Playbook {
  const parameters: Record<string, Slot> = {};
  const types = new Map(skill.parameters.map((p) => [p.name, TYPES[p.type]]));
  for (const name of namesOf(skill)) parameters[name] = { type: types.get(name) ?? 'text', required: false };
  const byLanguage: Partial<Record<string, string[]>> = {};
  for (const phrase of phrases) {
    const text = phrase.replace(/\{\{/g, '{').replace(/\}\}/g, '}');
    (byLanguage[lexiconFor(text.replace(/\{\w+\}/g, 'x')).code] ??= []).push(text);
  }
  const { name: id, title } = skill;
  const unused = { needs: {}, ways: [], expects: [], cases: [], file: id, line: 1 };
  return { id, title, parameters, phrases: byLanguage, ...unused };
}
