const PLAIN_FROM = 1e-3;
const PLAIN_BELOW = 1e7;

/**
 * A number as Java's `Double.toString` writes it: plain from 1e-3 up to 1e7, else with one digit before the point and an exponent; at least
 * one digit after the point.
 *
 * @example
 * javaDouble(0); // '0.0'
 * javaDouble(1790219000.253); // '1.790219000253E9'
 */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= PLAIN_FROM && size < PLAIN_BELOW) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
