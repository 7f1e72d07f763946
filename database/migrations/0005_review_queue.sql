-- Who reviews a whole country walks what waits in order of age; who reviews a few units takes initiatives_queue.
create index initiatives_waiting on initiatives (submitted_at, id) where state = 'in_review';
