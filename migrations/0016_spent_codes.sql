-- The one-time codes an officer used last, by time step: when a clock that ran ahead is put right, codes of the true time open again,
-- and those that were used ahead of it stay used.
alter table officers add column totp_used bigint[] not null default '{}';
