import { faults } from './faults';
import { reading } from './reading';
import { redriving } from './redriving';
import { refusing } from './refusing';
import type { Case } from './scene';
import { writing } from './writing';

/** What holds whichever way a call takes. */
export const cases: readonly Case[] = [...redriving, ...refusing, ...reading, ...faults, ...writing];
