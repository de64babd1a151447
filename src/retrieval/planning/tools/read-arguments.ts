import { z } from 'zod';

/** A tool's arguments as a JSON Schema for the model. */
export function parametersOf(shape: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-7',
    io: 'input',
    // The bounds of what a number can hold say nothing, and cost tokens each time.
    override({ jsonSchema }) {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return schema;
}

/** Reads a call's arguments; what is wrong is told one mistake a line. */
export function readArguments<Value>(
  shape: z.ZodType<Value>,
  given: unknown,
): { readonly value: Value } | { readonly mistake: string } {
  const parsed = shape.safeParse(given);
  if (parsed.success) return { value: parsed.data };
  return {
    mistake: parsed.error.issues
      .map((issue) => `${issue.path.map(String).join('.') || 'the arguments'}: ${issue.message}`)
      .join('\n'),
  };
}
