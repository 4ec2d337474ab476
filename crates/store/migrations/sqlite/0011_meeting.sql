-- The team's meetings, who was there, and what was made of a course at one. Same number and name in the folder of the other
-- database.

create table meeting (
    organisation_id blob not null references organisation (id),
    id              blob not null,
    day             text not null,
    led_by          blob not null,
    opened_at       integer not null,
    primary key (organisation_id, id),
    unique (organisation_id, day),
    foreign key (organisation_id, led_by) references app_user (organisation_id, id)
) strict, without rowid;

create table meeting_present (
    organisation_id blob not null,
    meeting_id      blob not null,
    user_id         blob not null,
    primary key (organisation_id, meeting_id, user_id),
    foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
) strict, without rowid;

-- "outcome" says whether it is a duty of "who_id" by "until_day"; what was said is sealed with the course's key.
create table decision (
    organisation_id blob not null,
    course_id       blob not null,
    id              blob not null,
    meeting_id      blob not null,
    outcome         text not null,
    who_id          blob,
    until_day       text,
    done            text,
    issue_sealed    blob,
    words_sealed    blob,
    recorded_by     blob not null,
    recorded_at     integer not null,
    undone_at       integer,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id),
    foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
    foreign key (organisation_id, who_id) references app_user (organisation_id, id)
) strict, without rowid;
create index decision_of_meeting on decision (organisation_id, meeting_id);
create index decision_of_person on decision (organisation_id, who_id, done);
