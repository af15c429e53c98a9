/** How long messages took to the other side, by offset: sent and received are told in any order. */
export interface DeliveryTimes {
  sent(offset: number, at: number): void;
  received(offset: number, at: number): void;
  /** Milliseconds of those that were both. */
  readonly deliveredMs: readonly number[];
}

export function createDeliveryTimes(): DeliveryTimes {
  const sent = new Map<number, number>();
  const received = new Map<number, number>();
  const deliveredMs: number[] = [];
  const settle = (offset: number) => {
    const [sentAt, receivedAt] = [sent.get(offset), received.get(offset)];
    if (sentAt === undefined || receivedAt === undefined) return;
    deliveredMs.push(receivedAt - sentAt);
    sent.delete(offset);
  };
  return {
    deliveredMs,
    sent(offset, at) {
      sent.set(offset, at);
      settle(offset);
    },
    received(offset, at) {
      if (received.has(offset)) return;
      received.set(offset, at);
      settle(offset);
    },
  };
}
