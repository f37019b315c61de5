/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, sourceMaps: 'inline' }] },
  moduleNameMapper: {
    '^redrive-testkit$': '<rootDir>/src/index.ts',
    '^redrive-testkit/request-handler$': '<rootDir>/src/transports/requestHandler.ts',
    '^redrive-testkit/client-mock$': '<rootDir>/src/transports/clientMock.ts',
    '^redrive-testkit/msw$': '<rootDir>/src/transports/msw.ts',
    '^redrive-testkit/jest$': '<rootDir>/src/setup/jest.ts',
    '^redrive-testkit/jest-environment$': '<rootDir>/src/setup/jestEnvironment.ts',
    '^redrive-testkit/vitest$': '<rootDir>/src/setup/vitest.ts',
    '^redrive-testkit/matchers$': '<rootDir>/src/matchers/index.ts',
    '^redrive-testkit/fixtures$': '<rootDir>/src/factories/fixtures.ts',
  },
};
