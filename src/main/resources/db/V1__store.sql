-- SPDX-License-Identifier: Apache-2.0
-- One text for SQLite and PostgreSQL. Instants are milliseconds since 1970; amounts are decimal text;
-- '' stands for "none" in columns that are part of a key.

-- Everything that arrived, as it came. A row is there before the 200. What its verifying said is one of
-- few combinations, kept once in arrival_sort: the receiver's speed is that of writing this row. The
-- reference is not declared, since checking it would cost what it saves; sorts are never deleted.
create table arrival (
  id ${identity},
  integration text not null,
  received_at bigint not null,
  topic text not null,
  action text not null,
  resource_id text not null,
  sort bigint not null,
  drift_ms bigint,
  remote text not null,
  request ${bytes} not null
);
-- The id alone tells enough, and the shorter index costs the receiver less.
create index arrival_resource on arrival (resource_id);

create table arrival_sort (
  id ${identity},
  channel text not null,
  kind text not null,
  found_in text not null,
  signature text not null,
  manifest text not null,
  ts_unit text not null,
  disposition text not null,
  unique (channel, kind, found_in, signature, manifest, ts_unit, disposition)
);

-- Arrivals with their sort; the cross join has SQLite go by arrivals, whose order readers ask for.
create view inbox as
select a.id, a.integration, a.received_at, s.channel, a.topic, a.action, s.kind, a.resource_id,
  s.found_in, s.signature, s.manifest, s.ts_unit, a.drift_ms, s.disposition, a.remote, a.request
from arrival a cross join arrival_sort s
where s.id = a.sort;

-- What is to be read again. Any number of reasons is one row; wanted counts them, and done is what it
-- was when the last finished reading began, so that every reason is followed by a whole reading.
create table work (
  integration text not null,
  kind text not null,
  resource_id text not null,
  wanted bigint not null,
  done bigint not null,
  wanted_at bigint not null,
  reason text not null,
  state text not null,
  due_at bigint not null,
  attempts integer not null,
  owner text not null,
  lease_until bigint not null,
  trouble text not null,
  primary key (integration, kind, resource_id)
);
create index work_due on work (due_at) where state = 'due';
create index work_dead on work (integration) where state = 'dead';

-- Resources as last read, and every version of them.
create table resource (
  integration text not null,
  kind text not null,
  resource_id text not null,
  version bigint not null,
  hash text not null,
  reference text not null,
  read_at bigint not null,
  body text not null,
  primary key (integration, kind, resource_id)
);
create index resource_reference on resource (integration, reference);
create table resource_version (
  id ${identity},
  integration text not null,
  kind text not null,
  resource_id text not null,
  version bigint not null,
  hash text not null,
  read_at bigint not null,
  reason text not null,
  body text not null
);
create index resource_version_of on resource_version (integration, kind, resource_id, id);

-- The merchant's orders, by external reference: their state as a function of all their resources.
create table shop_order (
  integration text not null,
  reference text not null,
  revision bigint not null,
  state text not null,
  currency text not null,
  total text not null,
  paid text not null,
  refunded text not null,
  flags text not null,
  held_at bigint,
  released_at bigint,
  released_by text not null,
  changed_at bigint not null,
  primary key (integration, reference)
);
create index shop_order_changed on shop_order (integration, changed_at);
create table order_event (
  id ${identity},
  integration text not null,
  reference text not null,
  at bigint not null,
  kind text not null,
  detail text not null
);
create index order_event_of on order_event (integration, reference, id);

-- What the merchant's own books say an order costs.
create table expected_order (
  integration text not null,
  reference text not null,
  currency text not null,
  total text not null,
  source text not null,
  read_at bigint not null,
  primary key (integration, reference)
);

-- Changes of orders on their way to the merchant's own systems.
create table outbox (
  id ${identity},
  integration text not null,
  reference text not null,
  revision bigint not null,
  type text not null,
  created_at bigint not null,
  body text not null,
  unique (integration, reference, revision)
);
create table outbox_delivery (
  outbox_id bigint not null,
  target text not null,
  integration text not null,
  reference text not null,
  state text not null,
  due_at bigint not null,
  attempts integer not null,
  owner text not null,
  lease_until bigint not null,
  status integer not null,
  trouble text not null,
  done_at bigint,
  primary key (outbox_id, target)
);
create index outbox_delivery_due on outbox_delivery (target, due_at) where state = 'due';
create index outbox_delivery_of on outbox_delivery (target, integration, reference, outbox_id);

-- How far each search for what never arrived has come.
create table sweep (
  integration text not null,
  source text not null,
  cursor_at bigint not null,
  ran_at bigint not null,
  found bigint not null,
  healed bigint not null,
  trouble text not null,
  primary key (integration, source)
);
