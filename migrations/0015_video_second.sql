-- Two who must agree (spouses): each consent and each signature says whose it is.
alter table video_consents add column who text not null default 'citizen' check (who in ('citizen', 'second'));
alter table video_signatures add column who text not null default 'citizen' check (who in ('citizen', 'second'));
alter table video_signatures drop constraint video_signatures_pkey;
alter table video_signatures add primary key (office, session_id, document_id, who);
