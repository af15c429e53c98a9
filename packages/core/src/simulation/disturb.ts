import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { SimulatedNode } from './simulated-node.js';
import type { VirtualTime } from './virtual-time.js';

/** What disturbs a world by itself: nodes that die, sockets that break, clocks that jump. */
export interface Disturbances {
  /** Ends them all, and puts everything in order again: every node is up and knows the time. */
  heal(): void;
  outageUntil(): number;
}

export interface DisturbedWorld {
  time: VirtualTime;
  dice: Dice;
  faults: Faults;
  nodes: readonly SimulatedNode[];
  /** Told for the story. */
  tell(text: string): void;
}

export function startDisturbing({ time, dice, faults, nodes, tell }: DisturbedWorld): Disturbances {
  let isHealed = false;
  let quietUntil = 0;

  /** Again and again, at times that follow each other as chance has it. */
  function often(everyMs: number | null, deed: () => void) {
    if (everyMs === null) return;
    const next = () =>
      time.schedule(Math.max(1, Math.round(-Math.log(1 - dice.roll()) * everyMs)), () => {
        if (isHealed) return;
        deed();
        next();
      });
    next();
  }

  const oneOf = (which: (node: SimulatedNode) => boolean) => dice.pick(nodes.filter(which));
  const comeBack = (node: SimulatedNode) =>
    time.schedule(dice.between(300, 4_000), () => {
      if (!isHealed && !node.isUp) tell(`${node.name} starts`);
      node.start();
    });

  often(faults.crashEveryMs, () => {
    const node = oneOf(({ isUp }) => isUp);
    if (!node) return;
    tell(`${node.name} dies`);
    node.crash();
    comeBack(node);
  });
  often(faults.drainEveryMs, () => {
    const node = oneOf(({ isUp }) => isUp);
    if (!node) return;
    tell(`${node.name} drains`);
    void node.drain().then(() => comeBack(node));
  });
  often(faults.cutEveryMs, () => dice.pick(nodes.flatMap(({ wires }) => wires))?.cut());
  often(faults.holeEveryMs, () =>
    dice.pick(nodes.flatMap(({ wires }) => wires))?.goDumb(dice.happens(0.5) ? 'answers' : 'both'),
  );
  often(faults.jumpEveryMs, () => {
    const node = oneOf(() => true);
    const offMs = dice.between(-faults.jumpMsMax, faults.jumpMsMax);
    tell(`${node?.name}'s clock is off by ${offMs} ms`);
    node?.setClock(offMs);
  });
  often(faults.outageEveryMs, () => {
    quietUntil = time.now() + dice.between(500, 4_000);
    tell(`the storage is away for ${quietUntil - time.now()} ms`);
  });

  return {
    outageUntil: () => quietUntil,
    heal() {
      isHealed = true;
      quietUntil = 0;
      for (const node of nodes) {
        // Dumb connections are found out.
        for (const wire of node.wires) if (wire.isDumb) wire.cut();
        node.setClock(0);
        node.start();
      }
    },
  };
}
