-- Lists that somebody keeps for herself, and what a handover moved, so that it can be taken back.

-- A list is its author's alone, sealed with the key of her drafts: its name and what it looks for may hold an alias.
create table saved_list (
    organisation_id blob not null,
    user_id         blob not null,
    id              blob not null,
    name_sealed     blob not null,
    query_sealed    blob not null,
    pinned_at       integer,
    created_at      integer not null,
    removed_at      integer,
    primary key (organisation_id, user_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
) strict, without rowid;

-- One row for each course of a handover. "moved" holds "kind=id>what it was before" joined by ";": ids and dates,
-- never words.
create table handover (
    organisation_id blob not null,
    id              blob not null,
    course_id       blob not null,
    made_by         blob not null,
    made_at         integer not null,
    moved           text not null,
    undone_at       integer,
    primary key (organisation_id, id, course_id),
    foreign key (organisation_id, made_by) references app_user (organisation_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
) strict, without rowid;
