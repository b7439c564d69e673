-- What was granted in a company's name is the company's: its managers find it, and it ends with the right of who granted it.
create index authorities_company on authorities (company, created_at desc) where company is not null;
update authorities a set revoked_at = now() where a.company is not null and a.revoked_at is null
  and not exists (select from people p join company_members m on m.person_index = p.id_index
    where p.id = a.grantor and m.company = a.company and m.removed_at is null and m.role in ('legal', 'admin'));
