import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  membersOf,
  JsonNumber,
  JsonSyntaxError,
  parseJson,
  setMember,
  stringifyJson,
  type Json,
  type JsonObject,
} from '../model/json';
import { DEFAULT_PLACE } from '../model/arn';
import { causePartsOf } from './causeParts';
import type { Replacements } from './replacements';

const { account: ACCOUNT } = DEFAULT_PLACE;
const ARN = /\barn:[\w-]+:[\w-]*:[\w-]*:(?:\d{12})?:[^\s"'<>\]}),;]*[^\s"'<>\]}),;.:]/g;
const ACCOUNT_ALONE = /\b\d{12}\b/g;

/** Members whose numbers and texts belong to AWS. */
const KEPT_MEMBERS = /^(HttpStatusCode|StatusCode|statusCode|ExecutedVersion|RedriveCount|Included)$/;

/** Versions. */
const NUMBERED = /^(\$LATEST|\d{1,4})$/;

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

  /** A name that stands alone, as it is replaced in ARNs: of an execution, or the label of a Map Run. */
  name(kind: 'execution' | 'mapRun', name: string): string {
    return this.path(kind === 'execution' ? 'second' : kind, name);
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
        this.kept.has(name) || NUMBERED.test(name) ? name : this.replacements.name(KINDS[kind] ?? kind, name),
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
    if (isJsonNumber(value)) return new JsonNumber(this.replacements.digits(value.lexeme));
    if (isJsonArray(value)) return value.map((item) => this.value(item, member));
    return isJsonObject(value) ? this.members(value) : value;
  }

  private members(given: JsonObject): JsonObject {
    const replaced: Record<string, Json> = {};
    for (const [name, each] of membersOf(given)) {
      setMember(replaced, DATA_AS_NAME.test(name) ? this.leaf(name, '') : name, this.value(each, name));
    }
    return replaced;
  }

  private leaf(text: string, member: string): string {
    if (this.kept.has(text) || (KEPT_MEMBERS.test(member) && NUMBERED.test(text))) return text;
    const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (inner !== undefined) return stringifyJson(this.value(inner, member));
    if (text.startsWith('arn:')) return this.arns(text);
    if (/^https?:\/\//.test(text)) return this.url(text);
    return /^[Cc]ause$/.test(member) ? this.cause(text) : this.replacements.text(text, member);
  }

  private url(text: string): string {
    const [, start = '', host = '', path = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/.exec(text) ?? [];
    const ofAws = AWS_HOST.exec(host)?.[0];
    const own = ofAws === undefined ? '' : host.slice(0, host.length - ofAws.length - 1);
    const replacedHost = own === '' ? (ofAws ?? 'example.com') : `${this.replacements.name('host', own)}.${ofAws}`;
    const replaced = path.split('/').map((part) => (part === '' ? '' : this.replacements.name('path', part)));
    return `${start}${replacedHost}${replaced.join('/')}`;
  }

  /** A cause: JSON as a payload; of what AWS writes itself, only what it quotes is replaced. */
  cause(text: string): string {
    if (text === '') return text;
    const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (value !== undefined) return stringifyJson(this.value(value, 'cause'));
    const { before, told, isOfAws, service } = causePartsOf(text);
    const replaced = isOfAws || told === '' ? this.arns(told) : this.replacements.sentence(told);
    return `${before}${replaced}${service.replace(REQUEST_ID, (_all, name: string, id: string) => `${name}${this.requestId(id)}`)}`;
  }

  private requestId(id: string): string {
    return UUID.test(id) ? this.replacements.text(id, '') : this.replacements.name('request', id);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  second: 'execution',
  stateMachine: 'state-machine',
  mapRun: 'state-machine',
  express: 'state-machine',
  execution: 'state-machine',
};
const REQUEST_ID = /(Request ID: )([^;,()]+)/g;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Names of members that are no names but data: code and definitions cannot know them. */
const DATA_AS_NAME = /@|^arn:|^https?:\/\/|\d{6}|[\da-f]{8}-[\da-f]{4}-/i;
/** What names AWS itself in a host: the service, the Region. */
const AWS_HOST = /(?:^|(?<=\.))[\w-]+(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/;

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
