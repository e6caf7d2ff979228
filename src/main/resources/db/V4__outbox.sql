-- SPDX-License-Identifier: Apache-2.0
-- A replay keeps the id of its event, so it needs a number of its own: a receiver that has the id
-- already could not tell it from a retry.
alter table outbox_delivery add column replays integer not null default 0;

-- Targets that answered that they are gone. The row counts as long as the target has that address.
create table outbox_target (
  target text not null primary key,
  address text not null,
  closed_at bigint not null,
  trouble text not null
);

create index outbox_delivery_dead on outbox_delivery (outbox_id, target) where state = 'dead';
