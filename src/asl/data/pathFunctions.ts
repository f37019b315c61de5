import { isJsonArray, isJsonObject, namesOf, numberOf, type Json } from '../../model/json';

/** Functions that a path may end in, as Jayway has them. A function that fits no value gives `null`. */
export const PATH_FUNCTIONS: ReadonlyMap<string, (value: Json) => Json> = new Map([
  ['length', sizeOf],
  ['size', sizeOf],
  ['min', overNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number)))],
  ['max', overNumbers((numbers) => numbers.reduce((greatest, number) => Math.max(greatest, number)))],
  ['avg', overNumbers((numbers) => sum(numbers) / numbers.length)],
  ['stddev', overNumbers(standardDeviation)],
  ['sum', overNumbers(sum)],
  ['keys', (value: Json) => (isJsonObject(value) ? namesOf(value) : null)],
  ['first', (value: Json) => (isJsonArray(value) ? (value[0] ?? null) : null)],
  ['last', (value: Json) => (isJsonArray(value) ? (value.at(-1) ?? null) : null)],
]);

function sizeOf(value: Json): Json {
  if (isJsonArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : null;
}

function overNumbers(aggregate: (numbers: readonly number[]) => number): (value: Json) => Json {
  return (value) => {
    const numbers = isJsonArray(value) ? value.map(numberOf).filter((item) => item !== undefined) : [];
    return numbers.length === 0 ? null : aggregate(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length);
}
