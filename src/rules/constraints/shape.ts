/** A regular expression as AWS prints it, and as it is matched here. */
export interface Pattern {
  readonly text: string;
  readonly expression: RegExp;
}

export interface StringShape {
  readonly kind: 'string';
  /** UTF-16 code units, as the service's own strings count. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxBytes?: number;
  readonly pattern?: Pattern;
  /** In the order in which AWS prints them. */
  readonly values?: readonly string[];
  /** The value is left out of messages. */
  readonly sensitive?: true;
}

export interface NumberShape {
  readonly kind: 'integer' | 'long' | 'float';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

export interface ListShape {
  readonly kind: 'list';
  readonly member: FieldShape;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface StructureShape {
  readonly kind: 'structure';
  /** As the service model names it: messages print it. */
  readonly name: string;
  readonly members: Members;
}

/** A shape of the service model, as far as requests are concerned. */
export type FieldShape = StringShape | NumberShape | BooleanShape | ListShape | StructureShape;

export interface Member {
  readonly shape: FieldShape;
  readonly required: boolean;
}

/** Members in the order of the service model. */
export type Members = Readonly<Record<string, Member>>;

export const required = (shape: FieldShape): Member => ({ shape, required: true });
export const optional = (shape: FieldShape): Member => ({ shape, required: false });
