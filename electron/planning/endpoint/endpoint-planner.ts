/**
 * The planner that asks a language model the person has configured. Its answer is data like any other: checked against
 * the vocabulary, repaired once, else refused; every step of it passes the same critic and the same gate.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Intent, Plan } from '../../protocol/intent.ts';
import { checkTask } from '../compile.ts';
import type { Planner, PlanRequest } from '../planner.ts';
import { ANSWER_JSON_SCHEMA, readAnswer } from './answer.ts';
import type { Read } from './answer.ts';
import { chat } from './chat.ts';
import type { Message, World } from './chat.ts';
import { chosen, CHOICE_JSON_SCHEMA, distinct, judgeQuestion } from './judge.ts';
import { prompt, repair } from './prompt.ts';
import type { EndpointSettings } from './settings.ts';

/** Counts tokens against a cap; shared by all questions of one task. */
export class TokenMeter {
  readonly cap: number;
  #used = 0;
  constructor(cap: number) {
    this.cap = cap;
  }
  get used(): number {
    return this.#used;
  }
  add(tokens: number): void {
    this.#used += Math.max(0, Math.round(tokens));
  }
  /** @throws SteadyhandError incomplete/token_cap */
  check(): void {
    if (this.#used < this.cap) return;
    throw new SteadyhandError(
      'incomplete',
      'token_cap',
      `The language model has used ${this.#used} tokens of ${this.cap} for this task.`,
      'Raise token_cap, or say the task in smaller steps.',
    );
  }
}

const realWorld: World = {
  fetch: (...args) => fetch(...args),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** Temperature of the proposals after the first. */
const SAMPLING = 0.7;

/** A plan, and how it was chosen where there were several. */
type Chosen = Read & { readonly by?: string };

export class EndpointPlanner implements Planner {
  readonly name = 'endpoint';
  /** What is on the screen is part of the question. */
  readonly needsScreen = true;
  readonly meter: TokenMeter;
  readonly #settings: EndpointSettings;
  readonly #world: World;

  constructor(settings: EndpointSettings, world: World = realWorld) {
    this.#settings = settings;
    this.#world = world;
    this.meter = new TokenMeter(settings.tokenCap);
  }

  /** @throws SteadyhandError `endpoint_*`, `token_cap`, usage/task_empty */
  async plan(request: PlanRequest): Promise<Plan> {
    const began = performance.now();
    checkTask(request.task);
    const samples = this.#settings.samples ?? 1;
    const read: Chosen = samples > 1 ? await this.#best(request, samples) : await this.#propose(request, 0);
    if ('wrong' in read)
      throw new SteadyhandError(
        'incomplete',
        'endpoint_plan',
        `The language model ${this.#settings.model} gave no plan that can be used: ${read.wrong}.`,
        'Say the task in smaller steps, or use another model; nothing was done.',
      );
    const by = read.by === undefined ? '' : ` (${read.by})`;
    return { steps: read.steps, source: `model:${this.#settings.model}${by}`, ms: performance.now() - began };
  }

  /** One plan; an answer that cannot be used is asked for once more. */
  async #propose(request: PlanRequest, temperature: number): Promise<Read> {
    const messages: Message[] = prompt(request);
    const first = await this.#ask(messages, request.signal, ANSWER_JSON_SCHEMA, temperature);
    const read = readAnswer(first);
    if (!('wrong' in read)) return read;
    messages.push(...repair(first, read.wrong));
    return readAnswer(await this.#ask(messages, request.signal));
  }

  /** The best of several plans. Those that cannot be used do not count; one is enough. */
  async #best(request: PlanRequest, samples: number): Promise<Chosen> {
    const plans: (readonly Intent[])[] = [];
    let wrong: Read = { wrong: 'none was proposed' };
    for (let i = 0; i < samples; i++) {
      // The first as sure as the model is, the others with some freedom.
      const read = await this.#propose(request, i === 0 ? 0 : SAMPLING);
      if ('wrong' in read) wrong = read;
      else plans.push(read.steps);
    }
    const proposals = distinct(plans);
    const [first] = proposals;
    if (!first) return wrong;
    if (proposals.length === 1 || first.votes > samples / 2)
      return { steps: first.steps, by: `${first.votes} of ${samples} agree` };
    const answer = await this.#ask(judgeQuestion(prompt(request), proposals), request.signal, CHOICE_JSON_SCHEMA);
    const choice = chosen(answer, proposals);
    if (choice === undefined) return { steps: first.steps, by: 'the judge chose none, most often proposed' };
    return { steps: choice.steps, by: `judge, from ${proposals.length} different plans` };
  }

  async #ask(
    messages: readonly Message[],
    signal: AbortSignal | undefined,
    schema: unknown = ANSWER_JSON_SCHEMA,
    temperature = 0,
  ): Promise<string> {
    this.meter.check();
    const until = signal ?? new AbortController().signal;
    const { text, tokens } = await chat(this.#settings, messages, schema, this.#world, until, temperature);
    this.meter.add(tokens);
    return text;
  }
}
