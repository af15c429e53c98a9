import type { JournalEntry } from './journal.js';
import { breaks, dataOf, type Ground } from './violation.js';

type Sent = Extract<JournalEntry, { is: 'sent' }>;

/** One command as its client noted it. */
export interface NotedCommand {
  commandId: string;
  method: string;
  params: Readonly<Record<string, unknown>>;
  who: string;
  sends: Sent[];
  results: Readonly<Record<string, unknown>>[];
  refusals: string[];
  /** When it was first answered for good. */
  answeredAt: number | null;
}

/** Refusals after which the same command may still take effect. */
const open = ['unavailable', 'rate_limited'];

/** Every command of the journals, in the order in which they were first sent. */
export function commandsOf(journal: readonly JournalEntry[]): NotedCommand[] {
  const commands = new Map<string, NotedCommand>();
  for (const entry of journal) {
    if (entry.is === 'sent') {
      const { commandId, method, params, who } = entry;
      const known = commands.get(commandId);
      if (known) known.sends.push(entry);
      else
        commands.set(commandId, {
          commandId,
          method,
          params,
          who,
          sends: [entry],
          results: [],
          refusals: [],
          answeredAt: null,
        });
    }
    if (entry.is !== 'answered' && entry.is !== 'refused') continue;
    const command = commands.get(entry.commandId);
    if (!command) continue;
    if (entry.is === 'answered') command.results.push(entry.result);
    else command.refusals.push(entry.reason);
    if (entry.is === 'answered' || !open.includes(entry.reason)) command.answeredAt ??= entry.at;
  }
  return [...commands.values()];
}

/** `accepted`, `refused`: for good. `unknown`: it may have taken effect, or may yet. */
const fateOf = ({ results, refusals, sends }: NotedCommand) => {
  if (results.length > 0) return 'accepted';
  return refusals.filter((reason) => !open.includes(reason)).length === sends.length ? 'refused' : 'unknown';
};

interface Effect {
  stream: string;
  type: string;
  /** Fields of the command that stand in the event. */
  fields: readonly string[];
}

const about = (params: Readonly<Record<string, unknown>>) => `conversation/${params.conversationId}`;
type EffectOf = (params: Readonly<Record<string, unknown>>, id: string) => Effect;
const of =
  (type: string, ...fields: string[]): EffectOf =>
  (params) => ({ stream: about(params), type, fields });

/** What each command writes. */
const effects: Readonly<Record<string, EffectOf>> = {
  'conversation.ask': of('conversation.asked', 'text'),
  'message.post': of('message.posted', 'messageId', 'text'),
  'conversation.leave': of('conversation.closed'),
  'conversation.close': of('conversation.closed'),
  'conversation.thank': (params) => ({
    stream: about(params),
    type: params.withdraw ? 'conversation.unthanked' : 'conversation.thanked',
    fields: params.comment ? ['comment'] : [],
  }),
  'conversation.rate': of('conversation.rated', 'stars'),
  'conversation.block': of('conversation.blocked', 'reason'),
  'request.claim': of('request.claimed'),
  'request.extend': of('request.extended'),
  'request.decline': ({ conversationId }) => ({
    stream: `backstage/${conversationId}`,
    type: 'request.declined',
    fields: [],
  }),
  'conversation.release': of('conversation.released'),
  'conversation.transfer': of('conversation.transferred'),
  'presence.set': (_, id) => ({ stream: `coach/${id}`, type: 'presence.changed', fields: ['status', 'capacity'] }),
  'lounge.post': () => ({ stream: 'lounge', type: 'lounge.posted', fields: ['postId', 'text'] }),
  'lounge.comment': () => ({ stream: 'lounge', type: 'lounge.commented', fields: ['postId', 'commentId', 'text'] }),
  'lounge.like': () => ({ stream: 'lounge', type: 'lounge.liked', fields: ['postId'] }),
  'lounge.unlike': () => ({ stream: 'lounge', type: 'lounge.unliked', fields: ['postId'] }),
  'thread.post': ({ coachId }) => ({
    stream: `thread/${coachId}`,
    type: 'thread.posted',
    fields: ['messageId', 'text'],
  }),
  'announcement.publish': ({ announcementId }) => ({
    stream: `announcement/${announcementId}`,
    type: 'announcement.published',
    fields: ['title', 'text'],
  }),
};

/** M2, M3, M5: what was accepted is there, as it was said; no command takes effect twice; what was sent in order is. */
export function checkCommands(ground: Ground): void {
  const commands = commandsOf(ground.journal);
  const groups = new Map<string, NotedCommand[]>();
  for (const command of commands) {
    checkAnswers(ground, command);
    const effect = effects[command.method]?.(command.params, idOfPerson(ground, command));
    if (!effect) continue;
    if (fateOf(command) === 'accepted') checkStored(ground, command, effect);
    const key = `${effect.stream}\n${effect.type}\n${idOfPerson(ground, command)}\n${idIn(command.params)}`;
    groups.set(key, [...(groups.get(key) ?? []), command]);
  }
  checkCounts(ground, groups);
  checkOrder(ground, commands);
}

const idOfPerson = ({ people }: Ground, { who }: NotedCommand) => people.get(who)?.id ?? '';

/** What the command itself names anew: the same thing twice is the same id twice. */
const idIn = ({ messageId, commentId, postId }: Readonly<Record<string, unknown>>) =>
  String(messageId ?? commentId ?? postId ?? '');

function checkAnswers(ground: Ground, { results, method, commandId, refusals }: NotedCommand): void {
  const texts = new Set(results.map((result) => JSON.stringify(result)));
  if (texts.size > 1)
    breaks(ground, 'M3', [`${method} ${commandId} was answered differently: ${[...texts].join(' and ')}`, commandId]);
  if (refusals.includes('conflicting_duplicate'))
    breaks(ground, 'M3', [`${method} ${commandId} is taken for another command`, commandId]);
}

/** The event of an accepted command, where its answer says that it is. */
function checkStored(ground: Ground, command: NotedCommand, { stream, type, fields }: Effect): void {
  const { params, method, commandId, results } = command;
  const { offset } = (results[0] ?? {}) as { offset?: number };
  if (offset === undefined) return;
  const event = ground.streams.get(stream)?.[offset - 1];
  const told = `${method} was accepted at ${offset} of ${stream}`;
  const wrong = (text: string) => breaks(ground, 'M2', [`${told}, ${text}`, commandId, stream]);
  const stored = event ? dataOf(event) : {};
  const changed = fields.find((field) => params[field] !== undefined && stored[field] !== params[field]);
  if (!event) wrong('and nothing is there');
  else if (event.type !== type || event.by.id !== idOfPerson(ground, command))
    wrong(`and ${event.type} by ${event.by.name} is there`);
  else if (changed) wrong(`and its ${changed} is another: ${stored[changed]}`);
}

/** As many events as commands that were accepted; or more, where it isn't known of some. */
function checkCounts(ground: Ground, groups: ReadonlyMap<string, readonly NotedCommand[]>): void {
  const counts = new Map<string, number>();
  for (const event of ground.truth.log) {
    const key = `${event.stream}\n${event.type}\n${event.by.id}\n${idIn(event.data)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, commands] of groups) {
    const [stream = '', type = ''] = key.split('\n');
    const accepted = commands.filter((command) => fateOf(command) === 'accepted').length;
    const unknown = commands.filter((command) => fateOf(command) === 'unknown').length;
    const stored = counts.get(key) ?? 0;
    const names = commands.map(({ commandId }) => commandId);
    // What one accepted command wrote stands once, whatever two others were told.
    if (stored < accepted)
      breaks(ground, 'M2', [`${accepted} × ${type} was accepted in ${stream}, ${stored} are stored`, stream, ...names]);
    if (stored > accepted + unknown && !isSideEffect(type))
      breaks(ground, 'M3', [`${accepted} × ${type} was accepted in ${stream}, ${stored} are stored`, stream, ...names]);
  }
}

/** Other commands end conversations too. */
const isSideEffect = (type: string) => type === 'conversation.closed';

/** Commands that were sent once, on one connection, about one stream, and accepted: their effects stand in that order. */
function checkOrder(ground: Ground, commands: readonly NotedCommand[]): void {
  const last = new Map<string, { offset: number; commandId: string }>();
  for (const { sends, results, method, params, who, commandId } of commands) {
    const [sent, again] = sends;
    const { offset } = (results[0] ?? {}) as { offset?: number };
    if (again || !sent || offset === undefined || !params.conversationId || method === 'request.decline') continue;
    const key = `${who} ${sent.connection} ${params.conversationId}`;
    const before = last.get(key);
    if (before && before.offset >= offset)
      breaks(ground, 'M5', [
        `${method} by ${who} overtook a command of its own connection`,
        commandId,
        before.commandId,
      ]);
    last.set(key, { offset, commandId });
  }
}
