-- The team's meetings, who was there, and what was made of a course at one. Same number and name in the folder of the other
-- database.

create table meeting (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    day             text not null,
    led_by          uuid not null,
    opened_at       bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, day),
    foreign key (organisation_id, led_by) references app_user (organisation_id, id)
);

create table meeting_present (
    organisation_id uuid not null,
    meeting_id      uuid not null,
    user_id         uuid not null,
    primary key (organisation_id, meeting_id, user_id),
    foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);

-- "outcome" says whether it is a duty of "who_id" by "until_day"; what was said is sealed with the course's key.
create table decision (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    meeting_id      uuid not null,
    outcome         text not null,
    who_id          uuid,
    until_day       text,
    done            text,
    issue_sealed    bytea,
    words_sealed    bytea,
    recorded_by     uuid not null,
    recorded_at     bigint not null,
    undone_at       bigint,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id),
    foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
    foreign key (organisation_id, who_id) references app_user (organisation_id, id)
);
create index decision_of_meeting on decision (organisation_id, meeting_id);
create index decision_of_person on decision (organisation_id, who_id, done);
