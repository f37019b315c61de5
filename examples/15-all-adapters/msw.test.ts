/**
 * Needs `testEnvironment: 'redrive-testkit/jest-environment'`, because Jest cannot load msw in its CommonJS mode.
 */
import { specThrough } from './spec';

specThrough('msw');
