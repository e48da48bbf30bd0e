-- duty: whoever asks somebody to a gap must know who is asked already or on the way, to whichever
-- gate. A request lies with its gate, so the station that owns an officer saw nothing of one that
-- the county had sent to another station, and asked them once more.
create function duty.people_asked(ids uuid[], on_day date, as_of timestamptz)
returns table (person_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct h.person_id
  from duty.people_in_counties(ids, on_day, on_day) k
  join duty.help_request h on h.county_id = k.county_id and h.person_id = k.id
    and h.state in ('asked', 'accepted')
  join duty.shift s on s.county_id = h.county_id and s.id = h.shift_id and s.ends_at > as_of
$$;
revoke all on function duty.people_asked(uuid[], date, timestamptz) from public;
grant execute on function duty.people_asked(uuid[], date, timestamptz) to anyuan_app;

-- Whose shift is over is on the way no more.
update duty.help_request h set state = 'withdrawn'
from duty.shift s
where s.county_id = h.county_id and s.id = h.shift_id
  and (s.due_at is null or s.due_step = 'close') and h.state in ('asked', 'accepted');
