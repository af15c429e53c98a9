/**
 * What is measured. `protocol` is how the generator speaks to it, `server` the file that is started for it (the raw
 * database has none), `storage` what it needs, `isDurable` whether an acknowledged message outlives the process.
 */
export const targets = [
  { name: 'ws-relay', protocol: 'ws-relay', server: 'baselines/ws-relay.mjs', isDurable: false },
  { name: 'socketio-relay', protocol: 'socketio', server: 'baselines/socketio-relay.mjs', isDurable: false },
  {
    name: 'socketio-tx',
    protocol: 'socketio',
    server: 'baselines/socketio-tx.mjs',
    storage: 'postgres',
    tables: 'baselines/messages.sql',
    isDurable: true,
  },
  { name: 'raw-insert', protocol: 'inserter', storage: 'postgres', tables: 'baselines/messages.sql', isDurable: true },
  { name: 'entraide-memory', protocol: 'entraide', server: 'entraide-server.mjs', storage: 'memory', isDurable: false },
  { name: 'entraide-sqlite', protocol: 'entraide', server: 'entraide-server.mjs', storage: 'sqlite', isDurable: true },
  {
    name: 'entraide-postgres',
    protocol: 'entraide',
    server: 'entraide-server.mjs',
    storage: 'postgres',
    isDurable: true,
  },
];

/** Ratios are taken to these, round by round. */
export const references = ['ws-relay', 'socketio-tx'];

export const metrics = [
  { name: 'messages_per_second', title: 'messages per second, eight in flight per sender (more is better)' },
  {
    name: 'messages_per_second_one_in_flight',
    title: 'messages per second, one in flight per sender (more is better)',
  },
  { name: 'p50_ms', title: 'p50 in ms at 500 messages a second, from the intended send time (less is better)' },
  { name: 'p99_ms', title: 'p99 in ms at 500 messages a second, from the intended send time (less is better)' },
  { name: 'cpu_us_per_message', title: 'CPU µs per message, server and its PostgreSQL backends (less is better)' },
];
