-- SPDX-License-Identifier: Apache-2.0
-- Sellers that authorised an application. Their tokens are in the vault; here is when they end, who
-- refreshes them now (lease), and which refresh token a call is about to use up (intent: the start
-- of its SHA-256), so that a call whose answer was lost is known.
create table oauth_seller (
  integration text not null,
  user_id text not null,
  client_id text not null,
  state text not null,
  version bigint not null,
  issued_at bigint not null,
  expires_at bigint not null,
  due_at bigint not null,
  check_at bigint not null,
  attempts integer not null,
  owner text not null,
  lease_until bigint not null,
  intent_at bigint not null,
  intent_token text not null,
  trouble text not null,
  redirect_uri text not null,
  link text not null,
  primary key (integration, user_id)
);
create index oauth_seller_due on oauth_seller (due_at) where state = 'linked';
