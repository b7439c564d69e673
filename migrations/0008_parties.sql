-- Acting for another: companies and their users, authorities that a person or a company grants, and for whom a case was opened.
create table companies (
  id uuid primary key default uuidv7(),
  credit_code text collate "C" not null unique,
  name text not null,
  created_at timestamptz not null default now()
);

-- People are named by a blind index of the identity number, made as people.id_index is: somebody without an account may be named.
create table company_members (
  id uuid primary key default uuidv7(),
  company uuid not null references companies,
  person_index bytea not null,
  role text not null check (role in ('legal', 'admin', 'user')),
  data bytea not null,                     -- sealed name and identity number
  added_by uuid not null references people,
  added_at timestamptz not null,
  removed_by uuid references people,
  removed_at timestamptz,
  check ((removed_by is null) = (removed_at is null))
);
create unique index company_members_once on company_members (company, person_index) where removed_at is null;
create unique index company_members_one on company_members (company, role) where removed_at is null and role in ('legal', 'admin');
create index company_members_person on company_members (person_index) where removed_at is null;

create table authorities (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('agent', 'relative', 'dealer')),
  grantor uuid not null references people,
  company uuid references companies,       -- the principal, when it is a company
  agent_index bytea,                       -- the person who may act …
  dealer text collate "C",                 -- … or the dealer whose users may
  services text[] not null check (cardinality(services) > 0),
  data bytea not null,                     -- sealed: who may act, for which vehicles
  uses int check (uses between 1 and 10),  -- null: any number until the last day
  until date not null,
  created_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references people,
  revoked_at timestamptz,
  check ((kind = 'dealer') = (dealer is not null)),
  check ((kind = 'dealer') = (agent_index is null)),
  check ((accepted_at is null) = (accepted_by is null))
);
create index authorities_grantor on authorities (grantor, created_at desc);
create index authorities_agent on authorities (agent_index, until) where agent_index is not null;
create index authorities_dealer on authorities (dealer, until) where dealer is not null;
create index authorities_company on authorities (company, created_at desc) where company is not null;

-- Whom a case was opened for, when not for the person who opened it.
create table case_principals (
  office int not null,
  case_id uuid not null,
  person uuid references people,
  company uuid references companies,
  authority uuid references authorities,
  acted_by uuid not null references people,
  primary key (office, case_id),
  foreign key (office, case_id) references cases deferrable initially deferred,
  check (person is not null or company is not null),
  check (authority is not null or company is not null)
);
create index case_principals_person on case_principals (person) where person is not null;
create index case_principals_company on case_principals (company) where company is not null;
create index case_principals_authority on case_principals (authority) where authority is not null;

-- An application for another is another draft than one's own.
alter table drafts add column behalf text collate "C" not null default '';

grant select, insert, update on companies, company_members, authorities to yunchuang_app;
grant select, insert on case_principals to yunchuang_app;
