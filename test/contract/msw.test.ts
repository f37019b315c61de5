/** @jest-environment ./src/setup/jestEnvironment.ts */
import { msw } from './adapters';
import { runContract } from './runContract';

runContract(msw());
