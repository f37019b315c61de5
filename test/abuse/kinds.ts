import { captures } from './captures';
import { cuts } from './cuts';
import type { Kind } from './kind';
import { requests } from './requests';
import { sequences } from './sequences';

/** All kinds of abuse, the quick ones first. */
export const kinds: readonly Kind[] = [requests, sequences, captures, cuts];
