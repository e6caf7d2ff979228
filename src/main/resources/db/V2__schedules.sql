-- SPDX-License-Identifier: Apache-2.0
-- The table of db-scheduler 16, with its own names: what runs when, on one node only.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data ${bytes},
  execution_time ${timestamp} not null,
  picked ${flag} not null,
  picked_by varchar(50),
  last_success ${timestamp},
  last_failure ${timestamp},
  consecutive_failures int,
  last_heartbeat ${timestamp},
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Work is claimed one integration at a time.
drop index work_due;
create index work_due on work (integration, due_at) where state = 'due';

-- Whose credentials showed the resource; and whether it waits for something, so that somebody asks
-- again when nothing comes.
alter table resource add column environment text not null default 'production';
alter table resource add column waiting integer not null default 0;
alter table resource_version add column environment text not null default 'production';
create index resource_waiting on resource (integration, read_at) where waiting = 1;
