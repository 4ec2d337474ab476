-- Lists that somebody keeps for herself, and what a handover moved, so that it can be taken back.

-- A list is its author's alone, sealed with the key of her drafts: its name and what it looks for may hold an alias.
create table saved_list (
    organisation_id uuid not null,
    user_id         uuid not null,
    id              uuid not null,
    name_sealed     bytea not null,
    query_sealed    bytea not null,
    pinned_at       bigint,
    created_at      bigint not null,
    removed_at      bigint,
    primary key (organisation_id, user_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);

-- One row for each course of a handover. "moved" holds "kind=id>what it was before" joined by ";": ids and dates,
-- never words.
create table handover (
    organisation_id uuid not null,
    id              uuid not null,
    course_id       uuid not null,
    made_by         uuid not null,
    made_at         bigint not null,
    moved           text not null,
    undone_at       bigint,
    primary key (organisation_id, id, course_id),
    foreign key (organisation_id, made_by) references app_user (organisation_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);
