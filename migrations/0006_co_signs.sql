-- Cases that wait for another person's agreement. The person is found by a blind index of the identity number, so that
-- somebody who has no account yet finds the question after the first sign-in. What was agreed to stands sealed in the case.
create table co_signs (
  office int not null,
  case_id uuid not null,
  party_index bytea not null,              -- made as people.id_index is
  state text not null check (state in ('asked', 'signed', 'declined', 'lapsed', 'ended')),
  until timestamptz not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (office, case_id),
  foreign key (office, case_id) references cases deferrable initially deferred,
  check ((state = 'asked') = (ended_at is null))
);
create index co_signs_party on co_signs (party_index, asked_at desc);
grant select, insert, update on co_signs to yunchuang_app;
