-- Follow-up after a closing, asked for only with her yes: how she may be reached ("no" when she would rather not, null
-- while she was not asked). Whether a new time was offered for a contact that was moved or did not take place. How strong
-- a tie is as the team sees it, beside the citizen's own view. And who reads a course that is not hers: for how long, and
-- why.

alter table course add column follow_up text;
alter table contact add column new_time text;
alter table supporter add column team_strength text;

create table reading (
    organisation_id uuid not null,
    course_id       uuid not null,
    id              uuid not null,
    user_id         uuid not null,
    purpose         text not null,
    reason_sealed   bytea,
    from_at         bigint not null,
    until_at        bigint not null,
    primary key (organisation_id, course_id, id),
    foreign key (organisation_id, course_id) references course (organisation_id, id),
    foreign key (organisation_id, user_id) references app_user (organisation_id, id)
);
create index reading_by_time on reading (organisation_id, from_at);
