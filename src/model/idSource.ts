import { hashOf } from './hash';

/** State of an {@link IdSource}: plain numbers, so that a snapshot can be compared and stored. */
export type IdSourceState = readonly number[];

/** The one source of everything that looks random in a fake: the same seed gives the same run. */
export interface IdSource {
  /** A version 4 UUID. */
  uuid(): string;
  /** A UUID in the form of version 3, the one that is made of a name. */
  nameUuid(): string;
  /** A task token: 368 characters of base64, as long as recorded ones. Opaque. */
  token(): string;
  /** A request id as AWS sends it in `x-amzn-RequestId`: a UUID. */
  requestId(): string;
  /** At least 0, less than 1. */
  random(): number;
  /** The same for what a workflow draws itself (`States.MathRandom`, `$random`), from a sequence of its own. */
  draw(): number;
  /** Characters of base64 that make two page tokens for the same page differ. */
  pageTokenSalt(): string;
  /** A seed for another source, by where this one stands; nothing is drawn for it, and draws do not matter. */
  seedOfFork(): number;
  /** Where this stood before it last drew for the first time since somebody cleared this. */
  beforeFirst: IdSourceState | undefined;
  snapshot(): IdSourceState;
  restore(state: IdSourceState): void;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const TASK_TOKEN_LENGTH = 368;
const PAGE_TOKEN_SALT_LENGTH = 16;
const TWO_TO_32 = 2 ** 32;
const OTHER_SEQUENCE = 0x5bd1e995;

/**
 * A seeded source of ids (xoshiro128**, seeded by splitmix32).
 *
 * @param seed - Any integer; its low 32 bits count.
 * @param drawSeed - The seed of {@link IdSource.draw}.
 * @example
 * createIdSource(1).uuid() === createIdSource(1).uuid(); // true
 */
export function createIdSource(seed: number, drawSeed = seed): IdSource {
  const state = stateOf(seed);
  const drawn = stateOf(drawSeed ^ OTHER_SEQUENCE);
  const noteFirst = () => (source.beforeFirst ??= source.snapshot());
  const next = () => (noteFirst(), nextWord(state));
  const source: IdSource = {
    beforeFirst: undefined,
    uuid: () => uuidOf(4, next(), next(), next(), next()),
    nameUuid: () => uuidOf(3, next(), next(), next(), next()),
    requestId: () => uuidOf(4, next(), next(), next(), next()),
    token: () => base64Text(TASK_TOKEN_LENGTH, next),
    pageTokenSalt: () => base64Text(PAGE_TOKEN_SALT_LENGTH, next),
    random: () => next() / TWO_TO_32,
    draw: () => (noteFirst(), nextWord(drawn) / TWO_TO_32),
    seedOfFork: () => hashOf(state.join(' ')),
    snapshot: () => [...state, ...drawn],
    restore(saved) {
      state.set(saved.slice(0, state.length));
      drawn.set(saved.slice(state.length));
    },
  };
  return source;
}

function stateOf(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  let word = seed | 0;
  for (let index = 0; index < state.length; index += 1) {
    word = (word + 0x9e3779b9) | 0;
    let mixed = word ^ (word >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    state[index] = mixed ^ (mixed >>> 15);
  }
  return state;
}

function nextWord(state: Uint32Array): number {
  // By index: taking an array apart asks its iterator, which costs more than all the rest.
  const s0 = state[0]!;
  const s1 = state[1]!;
  const s2 = state[2]!;
  const s3 = state[3]!;
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const third = s2 ^ s0;
  const fourth = s3 ^ s1;
  state[0] = s0 ^ fourth;
  state[1] = s1 ^ third;
  state[2] = third ^ (s1 << 9);
  state[3] = rotateLeft(fourth, 11);
  return result;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function uuidOf(version: number, first: number, second: number, third: number, fourth: number): string {
  const a = hex(first);
  const b = hex((second & 0xffff0fff) | (version << 12));
  const c = hex((third & 0x3fffffff) | 0x80000000);
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${hex(fourth)}`;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

function base64Text(length: number, next: () => number): string {
  let text = '';
  while (text.length < length) {
    for (let word = next() >>> 2, left = 5; left > 0; left -= 1, word >>>= 6) text += BASE64.charAt(word & 63);
  }
  return text.slice(0, length);
}
