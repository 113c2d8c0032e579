-- Which documents hold what is asked for, by their numbers. Reading the index is always cheaper than reading the texts
-- of all documents, which the planner takes for small: for words that most documents hold it would do that.
CREATE FUNCTION "search_numbers"("asked" tsquery) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
	select encode(string_agg(int4send(number), ''::bytea), 'base64') from search_documents where terms @@ asked
$$;--> statement-breakpoint
CREATE FUNCTION "talent_numbers"("asked" tsquery) RETURNS text LANGUAGE sql STABLE SET enable_seqscan = off AS $$
	select encode(string_agg(int4send(number), ''::bytea), 'base64') from talent_documents where terms @@ asked
$$;--> statement-breakpoint
ALTER TABLE "search_documents" SET (toast_tuple_target = 128);--> statement-breakpoint
ALTER TABLE "talent_documents" SET (toast_tuple_target = 128);
