-- schools: which stages a school teaches (学段), beside what kind of school it is; a special or a
-- vocational school has stages as well. And pairings of before end with the term of their list.

alter table schools.school add column stages text[] not null default '{}'
  constraint school_stages check (stages <@ '{preschool,primary,junior,senior}');
update schools.school set stages = case kind
  when 'kindergarten' then '{preschool}'::text[]
  when 'primary' then '{primary}'
  when 'junior' then '{junior}'
  when 'senior' then '{senior}'
  when 'complete' then '{junior,senior}'
  when 'nineYear' then '{primary,junior}'
  when 'vocational' then '{senior}'
  else '{}' end;

update schools.linked_officer l set ends_on = greatest(l.starts_on, t.ends_on)
from schools.term t
where t.id = l.term_id and l.kind = 'paired' and l.ends_on is null and l.state <> 'ended';
