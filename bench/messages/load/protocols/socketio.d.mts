import type { MessageIds } from '../pair.mjs.js';

interface Session {
  onText: (text: string) => void;
  onFailure: (error: Error) => void;
  send(text: string): void;
  end(): void;
}

export function openSession(options: {
  port: number;
  auth: { conversationId: string; role: string };
}): Promise<Session>;
export function encode(message: MessageIds): string;
export function readAcknowledgement(text: string, socket: Session): number;
export function readDelivery(text: string, socket: Session): string | undefined;
