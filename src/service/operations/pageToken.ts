import { Buffer } from 'node:buffer';
import { hashOf } from '../../model/hash';

/** Where an item of a result sorts: part by part. */
export type SortKey = readonly (number | string)[];

/** What a page token stands for. */
export interface PageMark {
  /** The call that the token continues: operation and arguments. */
  readonly call: string;
  /** Key of the last result shown, as it was then. */
  readonly after: SortKey;
  /** Epoch milliseconds at which the token was given out. */
  readonly issuedAt: number;
}

/** Bytes that make one token differ from the next, in base64. */
const SALT_LENGTH = 16;

/**
 * A token for the mark, opaque and different for each salt.
 *
 * @param salt - {@link SALT_LENGTH} characters of base64.
 */
export function writePageToken(mark: PageMark, salt: string): string {
  const body = JSON.stringify([mark.call, mark.after, mark.issuedAt]);
  return salt + veil(Buffer.from(`${checksum(body)}${body}`, 'utf8'), salt).toString('base64');
}

/** The mark that a token stands for; `undefined` if it was not made by {@link writePageToken}. */
export function readPageToken(token: string): PageMark | undefined {
  const salt = token.slice(0, SALT_LENGTH);
  const veiled = Buffer.from(token.slice(SALT_LENGTH), 'base64');
  // Node reads base64 leniently: another spelling of the same bytes is another token.
  if (veiled.toString('base64') !== token.slice(SALT_LENGTH)) return undefined;
  const text = veil(veiled, salt).toString('utf8');
  const sum = text.slice(0, CHECKSUM_LENGTH);
  const body = text.slice(CHECKSUM_LENGTH);
  if (sum !== checksum(body)) return undefined;
  const [call, after, issuedAt] = JSON.parse(body) as [string, SortKey, number];
  return { call, after, issuedAt };
}

/** A short text that differs for different texts, so that a token stays within its 1,024 characters. */
export function fingerprint(text: string): string {
  return hashOf(text).toString(36) + hashOf(`!${text}`).toString(36);
}

/** Digits of base 16 that a 32-bit sum takes. */
const CHECKSUM_LENGTH = 8;

function checksum(text: string): string {
  return hashOf(text).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

/** Any odd number does. */
const VEIL_FACTOR = 0x01000193;

/** Exclusive or with bytes that follow from the salt: its own inverse. */
function veil(bytes: Buffer, salt: string): Buffer {
  let word = hashOf(salt);
  return Buffer.from(
    bytes.map((byte) => {
      word = Math.imul(word, VEIL_FACTOR) ^ (word >>> 13);
      return byte ^ (word & 0xff);
    }),
  );
}
