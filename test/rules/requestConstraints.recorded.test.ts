import { existsSync, readFileSync } from 'node:fs';
import type { Members, FieldShape } from '../../src/rules/constraints/shape';
import { faultCatalogue } from '../../src/rules/faults';
import { operationNamed, operationNames } from '../../src/service/operations/operationTable';
import { recordedPath } from '../recorded/recordings';

interface ModelShape {
  type: string;
  member?: { target: string };
  members?: Record<string, { target: string; traits?: Record<string, unknown> }>;
  traits?: Record<string, unknown>;
  input?: { target: string };
}
interface Range {
  min?: number;
  max?: number;
}

const path = recordedPath('model/sfn-2016-11-23.smithy.json');
const isThere = existsSync(path);
const ifThere = isThere ? describe : describe.skip;
const title = isThere ? 'the service model' : `the service model (skipped: no ${path}; set AWS_RECORDED)`;

/** Operations that AWS added after the model was stored. */
const NEWER_OPERATIONS: ReadonlySet<string> = new Set();
/** Members that AWS added after the model was stored. */
const NEWER: Record<string, string[]> = { TestState: ['stateName', 'mock', 'context', 'stateConfiguration'] };

const trait = (traits: Record<string, unknown> | undefined, name: string) => traits?.[`smithy.api#${name}`];

ifThere(title, () => {
  const model = isThere
    ? (JSON.parse(readFileSync(path, 'utf8')) as { shapes: Record<string, ModelShape> }).shapes
    : {};
  const nameOf = (id: string) => id.slice(id.indexOf('#') + 1);
  const shapeOf = (id: string): ModelShape => {
    const prelude = /^smithy\.api#(String|Boolean|Integer|Long)$/.exec(id);
    const found = prelude ? { type: (prelude[1] ?? '').toLowerCase() } : model[id];
    if (found === undefined) throw new Error(`no shape ${id}`);
    return found;
  };
  const ofType = (type: string) => Object.entries(model).filter(([, shape]) => shape.type === type);

  /** The model's shape in the words of ours. */
  function expected(id: string): unknown {
    const { type, traits, member, members } = shapeOf(id);
    const length = trait(traits, 'length') as Range | undefined;
    const range = trait(traits, 'range') as Range | undefined;
    switch (type) {
      case 'string':
        return { kind: 'string', length, pattern: trait(traits, 'pattern'), sensitive: trait(traits, 'sensitive') };
      case 'enum':
        return { kind: 'string', values: Object.keys(members ?? {}).sort() };
      case 'list':
        return { kind: 'list', length, member: expected(member?.target ?? '') };
      case 'structure':
        return { kind: 'structure', name: nameOf(id), members: membersOf(id) };
      default:
        return { kind: type, range };
    }
  }

  function membersOf(id: string): unknown {
    return Object.entries(shapeOf(id).members ?? {}).map(([name, { target, traits }]) => ({
      name,
      required: trait(traits, 'required') !== undefined,
      shape: expected(target),
    }));
  }

  /** Our shape with the same words; `against` settles what the model says in two ways. */
  function ours(shape: FieldShape, against: Record<string, unknown>): unknown {
    switch (shape.kind) {
      case 'string': {
        if (shape.values) return { kind: 'string', values: [...shape.values].sort() };
        const max = shape.maxLength ?? shape.maxBytes;
        const bounds =
          max === undefined && shape.minLength === undefined ? undefined : { min: shape.minLength ?? 0, max };
        // AWS prints patterns without the anchors that the Smithy model adds.
        const anchored = shape.pattern && `^${shape.pattern.text}$`;
        const pattern = anchored === against['pattern'] ? anchored : shape.pattern?.text;
        return { kind: 'string', length: bounds, pattern, sensitive: shape.sensitive && {} };
      }
      case 'list': {
        const { minLength, maxLength, member } = shape;
        const length = maxLength === undefined ? undefined : { min: minLength, max: maxLength };
        return { kind: 'list', length, member: ours(member, against['member'] as Record<string, unknown>) };
      }
      case 'structure':
        return { kind: 'structure', name: shape.name, members: ourMembers(shape.members, against['members']) };
      case 'boolean':
        return { kind: 'boolean', range: undefined };
      default: {
        const { minimum, maximum } = shape;
        const range = { min: minimum, ...(maximum === undefined ? {} : { max: maximum }) };
        return { kind: shape.kind, range };
      }
    }
  }

  function ourMembers(members: Members, against: unknown): unknown {
    const models = against as { shape: Record<string, unknown> }[];
    return Object.entries(members).map(([name, { required, shape }], index) => ({
      name,
      required,
      shape: ours(shape, models[index]?.shape ?? {}),
    }));
  }

  const stored = operationNames.filter((name) => !NEWER_OPERATIONS.has(name));

  test('has the same operations, but for NEWER_OPERATIONS above', () => {
    expect(stored.toSorted()).toEqual(
      ofType('operation')
        .map(([id]) => nameOf(id))
        .toSorted(),
    );
  });

  test.each(stored)('%s takes the same members, in the same order, with the same constraints', (operation) => {
    const input = shapeOf(`com.amazonaws.sfn#${operation}`).input?.target ?? '';
    const members = membersOf(input);
    const newer = NEWER[operation] ?? [];
    const known = Object.entries(operationNamed(operation).request).filter(([name]) => !newer.includes(name));
    expect(ourMembers(Object.fromEntries(known), members)).toEqual(members);
  });

  test('has the same errors', () => {
    const errors = ofType('structure').filter(([, { traits }]) => trait(traits, 'error') !== undefined);
    const modeled = Object.entries(faultCatalogue).filter(([, fault]) => fault.modeled);
    // The statuses that the model gives to three of them are not what the service sends.
    expect(modeled.map(([name]) => name).sort()).toEqual(errors.map(([id]) => nameOf(id)).sort());
    expect(modeled.filter(([, { httpStatus }]) => httpStatus !== 400)).toEqual([]);
  });
});
