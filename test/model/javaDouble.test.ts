import { javaDouble } from '../../src/model/javaDouble';

test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [5, '5.0'],
  [12.5, '12.5'],
  [100, '100.0'],
  [0.001, '0.001'],
  [0.0001, '1.0E-4'],
  [1.25e-5, '1.25E-5'],
  [1e7, '1.0E7'],
])('a double %d is written %s', (value, text) => {
  expect(javaDouble(value)).toBe(text);
});
