export const body: string;

export interface MessageIds {
  n: number;
  messageId: string;
  commandId: string;
  conversationId: string;
}

/** One visitor and one coach, and what the one sent to the other. */
export class Pair {
  constructor(options: { conversationId: string; encode?: (message: MessageIds) => string });
  sent: number;
  completed: number;
  messageId(n: number): string;
  prepare(count: number): void;
  take(count: number): Buffer[];
  acknowledge(n: number): boolean;
  arrive(messageId: string): number;
}
