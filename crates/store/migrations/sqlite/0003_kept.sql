-- What a package said of a row that the record has no column for, so that it can be said again. "facts" holds
-- "column=what the record says>what the package said" joined by ";": ids, codes, dates and numbers, never words.

create table kept (
    organisation_id blob not null references organisation (id),
    kind            text not null,
    id              blob not null,
    programme       text not null,
    facts           text not null,
    primary key (organisation_id, kind, id)
) strict, without rowid;
create index kept_by_programme on kept (organisation_id, programme, kind);
