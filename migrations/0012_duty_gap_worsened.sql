-- duty: a short post that nobody mans any more becomes another gap; the first one says so.

alter table duty.gap
  drop constraint gap_closed_how_check,
  add constraint gap_closed_how_check
    check (closed_how in ('checkIn', 'cancelled', 'ended', 'worsened'));
