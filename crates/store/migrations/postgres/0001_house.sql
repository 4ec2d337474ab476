-- The house around the record: organisations, staff, sessions, tokens, keys, audit trail, repeated requests, drafts.
-- Same number, name, tables and columns as in ../sqlite. Times are microseconds since 1970 UTC; ids are UUIDs
-- "sealed" columns hold words sealed by the vault.

create table organisation (
    id              uuid primary key not null,
    name            text not null,
    language        text not null,
    public_key      bytea not null,
    created_at      bigint not null
);

create table app_user (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    login           text not null,
    name            text not null,
    initials        text not null,
    role            text not null,
    hours_per_cent  bigint not null,
    language        text not null,
    password_hash   text,
    active          boolean not null,
    created_at      bigint not null,
    version         bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, login)
);
create index app_user_login on app_user (login);

create table session (
    organisation_id uuid not null,
    token_hash      bytea not null,
    user_id         uuid not null,
    device          text not null,
    created_at      bigint not null,
    seen_at         bigint not null,
    ends_at         bigint not null,
    primary key (organisation_id, token_hash),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);
create index session_token on session (token_hash);
create index session_of_user on session (organisation_id, user_id);

create table api_token (
    organisation_id uuid not null,
    id              uuid not null,
    user_id         uuid not null,
    label           text not null,
    token_hash      bytea not null,
    created_at      bigint not null,
    ends_at         bigint,
    revoked_at      bigint,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);
create index api_token_hash on api_token (token_hash);

create table key_wrap (
    organisation_id uuid not null references organisation (id),
    subject_id      uuid not null,
    generation      bigint not null,
    recipient_kind  text not null,
    recipient_id    uuid not null,
    subject_kind    text not null,
    suite           bigint not null,
    wrapped         bytea not null,
    created_at      bigint not null,
    primary key (organisation_id, subject_id, generation, recipient_kind, recipient_id)
);

create table audit_head (
    organisation_id uuid primary key not null references organisation (id),
    sequence        bigint not null,
    hash            bytea not null
);

create table audit_event (
    organisation_id uuid not null references organisation (id),
    sequence        bigint not null,
    at              bigint not null,
    actor_id        uuid,
    act             text not null,
    subject_kind    text not null,
    subject_id      uuid not null,
    purpose         text not null,
    hash            bytea not null,
    primary key (organisation_id, sequence)
);
create index audit_event_subject on audit_event (organisation_id, subject_id, sequence);

create table idempotency (
    organisation_id uuid not null references organisation (id),
    key             text not null,
    request         bytea not null,
    answer          text not null,
    at              bigint not null,
    primary key (organisation_id, key)
);
create index idempotency_at on idempotency (organisation_id, at);

create table draft (
    organisation_id uuid not null,
    user_id         uuid not null,
    form            text not null,
    id              uuid not null,
    body_sealed     bytea not null,
    updated_at      bigint not null,
    primary key (organisation_id, user_id, form),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);
