import { closeCodes, methods, refusals, rights } from '@entraide/core/protocol';
import { notifications, schema } from '@entraide/core/protocol/schema';
import { expect, it } from 'vitest';
import * as z from 'zod';

interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** A JSON schema in one line, in the notation of the rest of the docs. */
function shape(node: JsonSchema): string {
  if (node.enum) return node.enum.join(' \\| ');
  if (node.anyOf) return node.anyOf.map(shape).join(' \\| ');
  if (node.type === 'array') return `${shape(node.items ?? {})}[]`;
  if (node.type === 'object' && node.properties) {
    const fields = Object.entries(node.properties).map(([name, field]) => {
      const mark = node.required?.includes(name) ? '' : '?';
      return `${name}${mark}: ${shape(field)}`;
    });
    return `{ ${fields.join(', ')} }`.replace('{  }', '{}');
  }
  return typeof node.type === 'string' ? node.type : 'any';
}

const shapeOf = (type: z.ZodType) => `\`${shape(z.toJSONSchema(type, { io: 'input' }) as JsonSchema)}\``;

const methodRows = Object.entries(methods).map(([name, { kind }]) => {
  const { callers, relation } = rights[name as keyof typeof rights];
  const { params, result } = schema[name as keyof typeof schema];
  const answer = kind === 'signal' ? 'nothing' : shapeOf(result);
  return `| \`${name}\` | ${kind} | ${callers.join(', ')} | ${relation} | ${shapeOf(params)} | ${answer} |`;
});

const reference = [
  '# Protocol reference, v1',
  '',
  'JSON-RPC 2.0, one object per text frame, over `GET /v1/ws` (subprotocol `entraide.v1`). This page is made from the',
  "method registry of `@entraide/core/protocol`: the tables below are what the server validates and what the client's",
  'types are inferred from. `npx vitest run tools/protocol-reference -u` makes it anew.',
  '',
  '## Methods',
  '',
  '*Relation* is what the caller must be to the thing that the method touches; whoever is not is told `not_found`.',
  '',
  '| method | kind | callers | relation | params | result |',
  '| --- | --- | --- | --- | --- | --- |',
  ...methodRows,
  '',
  '## Notifications to clients',
  '',
  '| notification | params |',
  '| --- | --- |',
  ...Object.entries(notifications).map(([name, type]) => `| \`${name}\` | ${shapeOf(type)} |`),
  '',
  '## Refusals',
  '',
  'Errors with code `-32000` carry `data: { reason, retry, retryAfterMs? }`. `same_id`: the same command may succeed',
  'later. `new_id`: the person may decide again. `never`: the answer will not change.',
  '',
  '| reason | retry |',
  '| --- | --- |',
  ...Object.entries(refusals).map(([reason, retry]) => `| \`${reason}\` | ${retry} |`),
  '',
  '## Close codes',
  '',
  '| code | name | what a client does |',
  '| --- | --- | --- |',
  ...Object.entries(closeCodes).map(([name, { code, action }]) => `| ${code} | ${name} | ${action} |`),
  '',
].join('\n');

it('the protocol reference says what the registry says', async () => {
  await expect(reference).toMatchFileSnapshot('../docs/protocol.md');
});
