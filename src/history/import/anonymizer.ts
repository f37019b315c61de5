import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  JsonSyntaxError,
  mapMembers,
  parseJson,
  stringifyJson,
  type Json,
} from '../../model/json';
import { DEFAULT_PLACE } from '../../factories/place';
import type { Replacements } from './replacements';

const { account: ACCOUNT } = DEFAULT_PLACE;
const ARN = /\barn:[\w-]+:[\w-]*:[\w-]*:(?:\d{12})?:[^\s"'<>\]}),;]*[^\s"'<>\]}),;.:]/g;
const ACCOUNT_ALONE = /\b\d{12}\b/g;

/** Members whose numbers and texts belong to AWS. */
const KEPT_MEMBERS = /^(HttpStatusCode|StatusCode|statusCode|ExecutedVersion|RedriveCount|Included)$/;

/** Replaces what could tell of whom an incident is. What the workflow itself is made of stays. */
export class Anonymizer {
  constructor(
    private readonly replacements: Replacements,
    /** Names of states and of errors: definitions and code know them. */
    private readonly kept: ReadonlySet<string>,
  ) {}

  /** ARNs within a text: other account, other names, the same resource types. */
  arns(text: string): string {
    return text.replace(ARN, (arn) => this.arn(arn)).replace(ACCOUNT_ALONE, ACCOUNT);
  }

  name(kind: string, name: string): string {
    return this.replacements.name(kind, name);
  }

  private arn(arn: string): string {
    const [prefix, partition, service = '', region, account, ...resource] = arn.split(':');
    // An integration such as `arn:aws:states:::lambda:invoke` names nobody.
    if (account === '' && service === 'states') return arn;
    const named = this.resource(service, resource);
    return [prefix, partition, service, region, account === '' ? '' : ACCOUNT, ...named].join(':');
  }

  private resource(service: string, parts: readonly string[]): string[] {
    const [type = '', ...names] = parts;
    if (names.length > 0) return [type, ...names.map((name, index) => this.path(index === 0 ? type : 'second', name))];
    const slash = type.indexOf('/');
    if (slash === -1) return [this.replacements.name(service, type)];
    return [`${type.slice(0, slash)}/${this.path(type.slice(0, slash), type.slice(slash + 1))}`];
  }

  /** Names that are joined by slashes: `orders/EachOrder`, `service-role/orders`. */
  private path(kind: string, names: string): string {
    return names
      .split('/')
      .map((name) =>
        this.kept.has(name) || /^(\$LATEST|\d{1,4})$/.test(name)
          ? name
          : this.replacements.name(KINDS[kind] ?? kind, name),
      )
      .join('/');
  }

  /** JSON text of a payload; what is no JSON is a text. */
  payload(text: string): string {
    const value = parsed(text);
    return value === undefined ? this.leaf(text, '') : stringifyJson(this.value(value, ''));
  }

  value(value: Json, member: string): Json {
    if (typeof value === 'string') return this.leaf(value, member);
    if (typeof value === 'number') return KEPT_MEMBERS.test(member) ? value : this.replacements.number(value);
    if (isJsonNumber(value)) return value;
    if (isJsonArray(value)) return value.map((item) => this.value(item, member));
    return isJsonObject(value) ? mapMembers(value, (each, name) => this.value(each, name)) : value;
  }

  private leaf(text: string, member: string): string {
    if (this.kept.has(text) || KEPT_MEMBERS.test(member)) return text;
    const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (inner !== undefined) return stringifyJson(this.value(inner, member));
    if (text.startsWith('arn:')) return this.arns(text);
    if (/^https?:\/\//.test(text)) return this.url(text);
    return this.replacements.text(text, member);
  }

  private url(text: string): string {
    const [, start = '', host = '', path = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/.exec(text) ?? [];
    const isAws = host.endsWith('.amazonaws.com') || host.endsWith('.amazonaws.com.cn');
    const replaced = path.split('/').map((part) => (part === '' ? '' : this.replacements.name('path', part)));
    return `${start}${isAws ? host : 'example.com'}${replaced.join('/')}`;
  }

  /** A cause: JSON as a payload; of what AWS writes itself, only what it quotes is replaced. */
  cause(text: string): string {
    if (text === '') return text;
    const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (value !== undefined) return stringifyJson(this.value(value, 'cause'));
    if (OF_AWS.test(text)) return this.arns(text);
    const about = ABOUT_A_STATE.exec(text)?.[0] ?? '';
    const service = SERVICE.exec(text)?.[0] ?? '';
    const told = text.slice(about.length, text.length - service.length);
    return `${about}${this.replacements.sentence(told)}${service.replace(REQUEST, (id) => this.replacements.text(id, ''))}`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  second: 'execution',
  stateMachine: 'state-machine',
  mapRun: 'state-machine',
  express: 'state-machine',
  execution: 'state-machine',
};
const OF_AWS =
  /^(The state\/task '.+' returned a result with a size|The specified tolerated failure threshold|The role arn:|Error contacting AWS Service|The map run execution \[)/;
const ABOUT_A_STATE = /^An error occurred while executing the state '.+' \(entered at the event id #\d+\)\. /;
const SERVICE = / \(Service: .+\)$/;
const REQUEST = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
