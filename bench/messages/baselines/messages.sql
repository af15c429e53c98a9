-- What the PostgreSQL baselines keep: a counter per conversation, and messages keyed by it. Entraide brings its own tables.
create table conversations (
  id uuid primary key,
  seq bigint not null default 0
);
create table messages (
  conversation_id uuid not null,
  seq bigint not null,
  id uuid not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (conversation_id, seq)
);
