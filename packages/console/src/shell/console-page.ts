import type { ConnectionStatus } from '@entraide/client';
import type { ComponentType } from 'react';

export type ActorKind = NonNullable<ConnectionStatus['actor']>['kind'];

/** One page of the console. The first that somebody may see is where they begin. */
export interface ConsolePage {
  /** After the `#`; a page also has all addresses below its own. */
  path: `/${string}`;
  kinds: readonly ActorKind[];
  useTitle(): string;
  /** What few people open is loaded when they do: `lazy(() => import('./board-page.js'))`. */
  Page: ComponentType;
}
