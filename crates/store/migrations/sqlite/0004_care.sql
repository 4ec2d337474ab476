-- Follow-up after a closing, asked for only with her yes: how she may be reached ("no" when she would rather not, null
-- while she was not asked). And whether a new time was offered for a contact that was moved or did not take place.

alter table course add column follow_up text;
alter table contact add column new_time text;
