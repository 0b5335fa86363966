/**
 * The planner that asks a language model the person has configured. Its answer is data like any other: checked against
 * the vocabulary, repaired once, else refused; every step of it passes the same critic and the same gate.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Plan } from '../../protocol/intent.ts';
import { checkTask } from '../compile.ts';
import type { Planner, PlanRequest } from '../planner.ts';
import { ANSWER_JSON_SCHEMA, readAnswer } from './answer.ts';
import { chat } from './chat.ts';
import type { Message, World } from './chat.ts';
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
    const messages: Message[] = prompt(request);
    const first = await this.#ask(messages, request.signal);
    let read = readAnswer(first);
    if ('wrong' in read) {
      messages.push(...repair(first, read.wrong));
      read = readAnswer(await this.#ask(messages, request.signal));
    }
    if ('wrong' in read)
      throw new SteadyhandError(
        'incomplete',
        'endpoint_plan',
        `The language model ${this.#settings.model} gave no plan that can be used: ${read.wrong}.`,
        'Say the task in smaller steps, or use another model; nothing was done.',
      );
    return { steps: read.steps, source: `model:${this.#settings.model}`, ms: performance.now() - began };
  }

  async #ask(messages: readonly Message[], signal: AbortSignal | undefined): Promise<string> {
    this.meter.check();
    const until = signal ?? new AbortController().signal;
    const { text, tokens } = await chat(this.#settings, messages, ANSWER_JSON_SCHEMA, this.#world, until);
    this.meter.add(tokens);
    return text;
  }
}
