-- The house around the record: organisations, staff, sessions, tokens, keys, audit trail, repeated requests, drafts.
-- Same number, name, tables and columns as in ../postgres. Times are microseconds since 1970 UTC; ids are UUIDs
-- (16 bytes); "sealed" columns hold words sealed by the vault.

create table organisation (
    id              blob primary key not null,
    name            text not null,
    language        text not null,
    public_key      blob not null,
    created_at      integer not null
) strict, without rowid;

create table app_user (
    organisation_id blob not null references organisation (id),
    id              blob not null,
    login           text not null,
    name            text not null,
    initials        text not null,
    role            text not null,
    hours_per_cent  integer not null,
    language        text not null,
    password_hash   text,
    active          integer not null check (active in (0, 1)),
    created_at      integer not null,
    version         integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, login)
) strict, without rowid;
create index app_user_login on app_user (login);

create table session (
    organisation_id blob not null,
    token_hash      blob not null,
    user_id         blob not null,
    device          text not null,
    created_at      integer not null,
    seen_at         integer not null,
    ends_at         integer not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
) strict, without rowid;
create index session_token on session (token_hash);
create index session_of_user on session (organisation_id, user_id);

create table api_token (
    organisation_id blob not null,
    id              blob not null,
    user_id         blob not null,
    label           text not null,
    token_hash      blob not null,
    created_at      integer not null,
    ends_at         integer,
    revoked_at      integer,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
) strict, without rowid;
create index api_token_hash on api_token (token_hash);

create table key_wrap (
    organisation_id blob not null references organisation (id),
    subject_id      blob not null,
    generation      integer not null,
    recipient_kind  text not null,
    recipient_id    blob not null,
    subject_kind    text not null,
    suite           integer not null,
    wrapped         blob not null,
    created_at      integer not null,
    primary key (organisation_id, subject_id, generation, recipient_kind, recipient_id)
) strict, without rowid;

create table audit_head (
    organisation_id blob primary key not null references organisation (id),
    sequence        integer not null,
    hash            blob not null
) strict, without rowid;

create table audit_event (
    organisation_id blob not null references organisation (id),
    sequence        integer not null,
    at              integer not null,
    actor_id        blob,
    act             text not null,
    subject_kind    text not null,
    subject_id      blob not null,
    purpose         text not null,
    hash            blob not null,
    primary key (organisation_id, sequence)
) strict, without rowid;
create index audit_event_subject on audit_event (organisation_id, subject_id, sequence);

create table idempotency (
    organisation_id blob not null references organisation (id),
    key             text not null,
    request         blob not null,
    answer          text not null,
    at              integer not null,
    primary key (organisation_id, key)
) strict, without rowid;
create index idempotency_at on idempotency (organisation_id, at);

create table draft (
    organisation_id blob not null,
    user_id         blob not null,
    form            text not null,
    id              blob not null,
    body_sealed     blob not null,
    updated_at      integer not null,
    primary key (organisation_id, user_id, form),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
) strict, without rowid;
