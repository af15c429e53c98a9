/** A subject of a community, in a tree. */
export interface Topic {
  /** The same in every language: lower-case letters, digits and hyphens. */
  id: string;
  /** What people read, by BCP 47 locale. */
  labels?: Readonly<Record<string, string>> | undefined;
  /** The topic above it. */
  parent?: string | undefined;
  /** Topics whose coaches can often help here too; holds both ways. */
  adjacent?: readonly string[] | undefined;
}

/** How it is known that a coach knows a topic: said by the coach, confirmed by a manager, or shown by outcomes. */
export type KnownBy = 'declared' | 'verified' | 'earned';

/** How well a coach knows a topic. */
export interface Expertise {
  topic: string;
  /** From 1, knows a little, to 5, the one to ask. */
  level: number;
  known: KnownBy;
}

/** The questions that matching asks of a community's topics. A community without topics takes any word as one. */
export interface TopicTree {
  readonly topics: readonly Topic[];
  has(topic: string): boolean;
  /** The topic's parent, then that one's, to the root. */
  ancestorsOf(topic: string): readonly string[];
  /** Adjacent topics, and those that share its parent. */
  adjacentTo(topic: string): readonly string[];
}
