import { randomUUID } from 'node:crypto';
import { Line } from './line.mjs';

/** Refusals after which the same command may still take effect. */
const passing = ['unavailable', 'rate_limited'];
const againMs = 60;

/**
 * Somebody at a socket: keeps what they sent until it is answered for good, comes back to whichever node listens, resumes
 * their feeds, and notes it all for the checker.
 */
export class Person {
  id = '';
  /** Sent again, because nobody knew what became of it. */
  resent = 0;
  connections = 0;
  onEvent = () => {};
  onChange = () => {};
  #options;
  #line = null;
  #attempt = null;
  #token;
  #isWanted = true;
  #outbox = new Map();
  #feeds = new Map();
  #views = new Set();
  #opening = Promise.withResolvers?.() ?? withResolvers();

  /** `ports`: the nodes, in the order in which they are tried. */
  constructor(options) {
    this.#options = options;
    this.#token = options.token;
    this.#connect();
  }

  get who() {
    return this.#options.who;
  }

  /** Resolves with the first session. */
  get opened() {
    return this.#opening.promise;
  }

  get waiting() {
    return this.#outbox.size;
  }

  /** Sends a command until it is answered for good: resolves `{ result }` or `{ refused }`. */
  give(method, params = {}) {
    return new Promise((resolve) => {
      const one = { commandId: randomUUID(), method, params, resolve, sends: 0 };
      this.#outbox.set(one.commandId, one);
      this.#send(one);
    });
  }

  /** Reads a feed from here on. */
  read(feed) {
    this.#feeds.set(feed, { place: null, isLive: false });
    this.#openFeed(feed);
  }

  look(view) {
    this.#views.add(view);
    this.#openView(view);
  }

  placeOf(feed) {
    return this.#feeds.get(feed)?.place?.offset ?? 0;
  }

  get line() {
    return this.#line;
  }

  leave() {
    this.#isWanted = false;
    this.#attempt?.end();
  }

  #note(fact, connection = this.connections) {
    this.#options.journal.note(this.who, connection, fact);
  }

  #connect() {
    const { ports } = this.#options;
    const port = ports[this.connections % ports.length];
    this.connections += 1;
    this.#attempt = new Line(port, {
      opened: (line) => this.#openSession(line),
      notified: (method, params) => this.#notified(method, params),
      closed: (code) => {
        if (this.#line) this.#note({ is: 'closed', code });
        this.#line = null;
        for (const feed of this.#feeds.values()) feed.isLive = false;
        if (this.#isWanted) setTimeout(() => this.#isWanted && this.#connect(), 30 + Math.random() * 120);
      },
    });
  }

  #openSession(line) {
    const params = { community: this.#options.community, ...(this.#token && { token: this.#token }) };
    line.call('session.open', params, ({ result }) => {
      if (!result) return line.end();
      this.#token ??= result.token;
      this.id = result.actor.id;
      this.#line = line;
      this.#note({ is: 'opened', ...result.actor });
      for (const feed of this.#feeds.keys()) this.#openFeed(feed);
      for (const view of this.#views) this.#openView(view);
      for (const one of [...this.#outbox.values()]) this.#send(one);
      this.#opening.resolve(this);
    });
  }

  #send(one) {
    const line = this.#line;
    if (!line) return;
    const { commandId, method, params } = one;
    if (one.sends > 0) this.resent += 1;
    one.sends += 1;
    this.#note({ is: 'sent', commandId, method, params });
    line.call(method, { commandId, ...params }, ({ result, error }) => {
      const reason = error?.data?.reason ?? error?.message;
      this.#note(result ? { is: 'answered', commandId, result } : { is: 'refused', commandId, reason });
      if (!result && passing.includes(reason)) {
        setTimeout(() => this.#line === line && this.#send(one), againMs);
      } else if (this.#outbox.delete(commandId)) one.resolve(result ? { result } : { refused: reason });
    });
  }

  #openFeed(feed) {
    const [line, entry] = [this.#line, this.#feeds.get(feed)];
    const after = entry.place;
    line?.call('feed.open', { feed, ...(after && { after }) }, ({ result }) => {
      if (line !== this.#line) return;
      if (!result) return setTimeout(() => this.#line === line && this.#openFeed(feed), againMs);
      this.#note({ is: 'feed', feed, ...(after && { after }), ...result });
      entry.place = { epoch: result.epoch, offset: result.offset };
      entry.isLive = true;
    });
  }

  #openView(view) {
    const line = this.#line;
    line?.call('view.open', { view }, ({ result }) => {
      if (line !== this.#line) return;
      if (!result) return setTimeout(() => this.#line === line && this.#openView(view), againMs);
      this.#note({ is: 'view', view, ...result });
      this.onChange({ view, upserts: result.rows, removes: [] });
    });
  }

  #notified(method, params) {
    if (method === 'view.changed') {
      this.#note({ is: 'change', ...params });
      this.onChange(params);
    }
    const entry = method === 'feed.event' && this.#feeds.get(params.feed);
    if (!entry?.isLive) return;
    this.#note({ is: 'event', ...params });
    const isNext = params.offset === entry.place.offset + 1;
    if (isNext) entry.place = { epoch: params.epoch, offset: params.offset };
    this.onEvent(params);
  }
}

function withResolvers() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}
