-- A name may be said in many ways. Asked for all at once, the index weighs every document that holds a word of any;
-- asked for one way after the other, it skips through the rarest word of each: two to five times as fast.
CREATE FUNCTION "search_numbers"("asked" tsquery[]) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
	select encode(string_agg(int4send(number), ''::bytea), 'base64') from search_documents where terms @@ any (asked)
$$;--> statement-breakpoint
CREATE FUNCTION "talent_numbers"("asked" tsquery[]) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
	select encode(string_agg(int4send(number), ''::bytea), 'base64') from talent_documents where terms @@ any (asked)
$$;--> statement-breakpoint
DROP FUNCTION "search_numbers"("asked" tsquery);--> statement-breakpoint
DROP FUNCTION "talent_numbers"("asked" tsquery);
