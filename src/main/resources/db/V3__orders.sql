-- SPDX-License-Identifier: Apache-2.0
-- Which resource belongs to the order of which other one: a payment to its merchant order, a
-- chargeback to its payments. A row that names itself is what concurrent readings lock.
create table order_link (
  integration text not null,
  kind text not null,
  resource_id text not null,
  names_kind text not null,
  names_id text not null,
  primary key (integration, kind, resource_id, names_kind, names_id)
);
create index order_link_named on order_link (integration, names_kind, names_id);

-- Alerts to stop a shipment, counted, and how many of them a person has answered.
create table order_alert (
  integration text not null,
  resource_id text not null,
  alerts bigint not null,
  released bigint not null,
  alerted_at bigint not null,
  primary key (integration, resource_id)
);
