-- The record: citizens, courses and what happens in them. Same number, name, tables and columns as in ../sqlite.
-- Countable facts are columns under a random course id; words ("..._sealed") are sealed with the course's own key.
-- Dates are ISO 8601 text, codes are those of the crate `domain`; empty lists are empty text.

create table citizen (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    created_at      bigint not null,
    primary key (organisation_id, id)
);

-- The columns worker_id to answered repeat what contacts, plan, responses and assignments say, written in the same
-- transaction, so that lists and the due engine read one row for each course.
create table course (
    organisation_id        uuid not null,
    id                     uuid not null,
    citizen_id             uuid not null,
    programme              text not null,
    track                  text not null,
    site                   text not null,
    code                   text not null,
    previous_id            uuid,
    alias_sealed           bytea not null,
    safe_contact_sealed    bytea,
    safe_contact_confirmed text,
    first_contact          text not null,
    stage                  text not null,
    start                  text,
    closed_on              text,
    closing_reason         text,
    decided_by             text,
    closing_recorded       text,
    closing_note_sealed    bytea,
    long_term_plan_sealed  bytea,
    worker_id              uuid,
    last_two_way           text not null,
    plan_changed           text,
    answered               text not null,
    created_at             bigint not null,
    changed_at             bigint not null,
    version                bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, code),
    foreign key (organisation_id, citizen_id) references citizen (organisation_id, id)
);
create index course_by_silence on course (organisation_id, stage, last_two_way, id);
create index course_by_worker on course (organisation_id, worker_id, stage, last_two_way, id);
create index course_by_programme on course (organisation_id, programme, stage, worker_id, id);
create index course_by_closing on course (organisation_id, closed_on);
create index course_of_citizen on course (organisation_id, citizen_id);

create table phase_event (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    recorded        text not null,
    kind            text not null,
    phase           bigint,
    from_day        text,
    to_day          text,
    cause           text not null,
    reason_sealed   bytea not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

create table assignment (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    worker_id       uuid not null,
    role            text not null,
    from_day        text not null,
    to_day          text,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id),
    foreign key (organisation_id, worker_id) references app_user (organisation_id, id)
);
create index assignment_of_worker on assignment (organisation_id, worker_id, to_day);

create table contact (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    worker_id       uuid not null,
    day             text not null,
    clock           text,
    kind            text not null,
    role            text not null,
    outcome         text not null,
    minutes         bigint,
    place           text,
    joined          text not null,
    meeting         text,
    areas           text not null,
    note_sealed     bytea,
    recorded_at     bigint not null,
    undone_at       bigint,
    version         bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id),
    foreign key (organisation_id, worker_id) references app_user (organisation_id, id)
);

create table appointment (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    worker_id       uuid not null,
    day             text not null,
    clock           text,
    kind            text not null,
    place           text,
    settled_at      bigint,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);
create index appointment_of_worker on appointment (organisation_id, worker_id, day);

create table promise (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    worker_id       uuid not null,
    made            text not null,
    until_day       text not null,
    kept            text,
    what_sealed     bytea not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

create table focus_area (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    phase           bigint not null,
    area            text not null,
    chosen          text not null,
    let_go          text,
    result          text,
    goal_sealed     bytea,
    version         bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

create table activity (
    organisation_id    uuid not null,
    course_id          uuid not null,
    id                 uuid not null,
    focus_area_id      uuid not null,
    provider           text,
    state              text not null,
    planned            text not null,
    state_date         text not null,
    until_day          text,
    adjusted_in_phase2 boolean not null,
    handed_over_to     text,
    title_sealed       bytea not null,
    version            bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id, focus_area_id) references focus_area (organisation_id, course_id, id)
);

create table supporter (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    kind            text not null,
    strength        text,
    since           text not null,
    takes_over      boolean not null,
    holding         boolean,
    municipal_entry boolean not null,
    ended           text,
    name_sealed     bytea,
    task_sealed     bytea,
    version         bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

-- Answers are countable: "item=code" joined by ";" in the order of the keys, one row for each response, so that a
-- response costs one row however many items it has.
create table response (
    organisation_id    uuid not null,
    course_id          uuid not null,
    id                 uuid not null,
    instrument         text not null,
    instrument_version text not null,
    occasion           text not null,
    day                text not null,
    mode               text not null,
    informer           text not null,
    answers            text not null,
    score              double precision,
    recorded_by        uuid,
    recorded_at        bigint not null,
    undone_at          bigint,
    version            bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

create table enquiry (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    door            text not null,
    asked           text not null,
    offered         text,
    met             text,
    outcome         text,
    settled         text,
    course_id       uuid,
    owner_id        uuid,
    said_sealed     bytea,
    reason_sealed   bytea,
    recorded_at     bigint not null,
    version         bigint not null,
    primary key (organisation_id, id)
);
create index enquiry_by_day on enquiry (organisation_id, asked);
