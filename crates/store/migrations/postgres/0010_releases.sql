-- What left the record as numbers, so that no two releases laid beside each other tell of a few persons; and the studies that
-- an organisation keeps. Same number and name in the folder of the other database.

-- One row for each release of a programme: which groups of persons it was about ("told", sums and sketches, no ids) and the
-- findings as they were let out, so that who asks again is shown the same. "question" is a digest of study and period.
create table evaluation_release (
    organisation_id uuid not null,
    programme       text not null,
    number          bigint not null,
    question        text not null,
    data_cut        text not null,
    first_day       text,
    last_day        text,
    told            bytea not null,
    findings        bytea not null,
    made_by         uuid not null,
    made_at         bigint not null,
    primary key (organisation_id, programme, number),
    unique (organisation_id, programme, question, data_cut),
    foreign key (organisation_id, made_by) references app_user (organisation_id, id)
);

-- A study that was kept: its name, which stands on its reports, and what it asks for. Thrown away, it can be fetched back.
create table saved_study (
    organisation_id uuid not null,
    id              uuid not null,
    name            text not null,
    programme       text not null,
    asks            text not null,
    made_by         uuid not null,
    made_at         bigint not null,
    removed_at      bigint,
    version         bigint not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, made_by) references app_user (organisation_id, id)
);
