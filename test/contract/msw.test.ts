/** @jest-environment ./src/setup/jestEnvironment.ts */
import { msw } from './doors';
import { runContract } from './runContract';

runContract(msw());
