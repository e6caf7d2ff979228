-- SPDX-License-Identifier: Apache-2.0
-- What reconciliations found and nobody has closed yet, and how it got there. An item is one thing:
-- the same in every run that finds it.
create table open_item (
  integration text not null,
  item_id text not null,
  code text not null,
  identity text not null,
  state text not null,
  detail text not null,
  amount text not null,
  currency text not null,
  reference text not null,
  source_id text not null,
  matched_by text not null,
  family text not null,
  file text not null,
  line bigint,
  row_key text not null,
  expected text not null,
  found text not null,
  happened_at bigint,
  first_seen bigint not null,
  last_seen bigint not null,
  run_id bigint not null,
  primary key (integration, item_id)
);
create index open_item_state on open_item (integration, state, last_seen);

-- Who did what to an item, when and why. Rows are never changed.
create table open_item_event (
  id ${identity},
  integration text not null,
  item_id text not null,
  at bigint not null,
  kind text not null,
  who text not null,
  note text not null
);
create index open_item_event_of on open_item_event (integration, item_id, id);

-- Runs; one without an end was interrupted, and the next one does its work again.
create table reconciliation_run (
  id ${identity},
  integration text not null,
  begun_at bigint not null,
  ended_at bigint,
  valid bigint not null,
  findings bigint not null
);
create index reconciliation_run_of on reconciliation_run (integration, id);
