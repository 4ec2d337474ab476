-- Whether an enquiry is within the target group, and what stood in it before it was corrected. What a change of the plan or
-- of the network replaced, so that it can be taken back in one tap. Same number and name in the folder of the other database.

alter table enquiry add column target_group text;

-- One row for each value of an enquiry that no longer stands: facts as they were, words sealed with the enquiry's key. A
-- correction of what was set once says why; the rows of one change share their time.
create table enquiry_earlier (
    organisation_id uuid not null,
    enquiry_id      uuid not null,
    id              uuid not null,
    field           text not null,
    fact            text,
    words_sealed    bytea,
    why_sealed      bytea,
    made_by         uuid not null,
    made_at         bigint not null,
    primary key (organisation_id, enquiry_id, id),
    foreign key (organisation_id, enquiry_id) references enquiry (organisation_id, id)
);

-- One change of a plan or a network. "added" holds "kind=id" joined by ";"; "plan_changed" is the day the course had before.
create table step (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    made_by         uuid not null,
    made_at         bigint not null,
    added           text not null,
    plan_changed    text,
    undone_at       bigint,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id)
);

-- The rows as they were before it, column by column, words still sealed to their place.
create table focus_area_before (
    organisation_id uuid not null,
    course_id       uuid not null,
    step_id         uuid not null,
    id              uuid not null,
    area            text not null,
    let_go          text,
    result          text,
    goal_sealed     bytea,
    version         bigint not null,
    primary key (organisation_id, course_id, step_id, id),
    foreign key (organisation_id, course_id, step_id) references step (organisation_id, course_id, id)
);

create table activity_before (
    organisation_id    uuid not null,
    course_id          uuid not null,
    step_id            uuid not null,
    id                 uuid not null,
    provider           text,
    state              text not null,
    planned            text not null,
    state_date         text not null,
    until_day          text,
    adjusted_in_phase2 boolean not null,
    handed_over_to     text,
    title_sealed       bytea not null,
    version            bigint not null,
    primary key (organisation_id, course_id, step_id, id),
    foreign key (organisation_id, course_id, step_id) references step (organisation_id, course_id, id)
);

create table supporter_before (
    organisation_id uuid not null,
    course_id       uuid not null,
    step_id         uuid not null,
    id              uuid not null,
    kind            text not null,
    strength        text,
    team_strength   text,
    since           text not null,
    takes_over      boolean not null,
    holding         boolean,
    municipal_entry boolean not null,
    ended           text,
    name_sealed     bytea,
    task_sealed     bytea,
    version         bigint not null,
    primary key (organisation_id, course_id, step_id, id),
    foreign key (organisation_id, course_id, step_id) references step (organisation_id, course_id, id)
);
