CREATE TABLE "audit_log" (
	"position" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
-- What a row and the one before say, as one hash.
CREATE FUNCTION audit_hash(before text, place integer, at timestamptz, actor text, act text, subject text, reason text) RETURNS text
	LANGUAGE sql IMMUTABLE AS $$
	SELECT encode(sha256(convert_to(concat_ws(E'\n', before, place::text, (extract(epoch from at) * 1000)::bigint::text, actor, act, subject, reason), 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE FUNCTION audit_log_grows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	last record;
BEGIN
	IF TG_OP <> 'INSERT' THEN
		RAISE EXCEPTION 'The log of operators only grows.' USING ERRCODE = 'restrict_violation';
	END IF;
	-- One after the other, so that each knows the one before.
	PERFORM pg_advisory_xact_lock(7031002);
	SELECT position, hash INTO last FROM audit_log ORDER BY position DESC LIMIT 1;
	NEW.at := date_trunc('milliseconds', NEW.at);
	NEW.position := coalesce(last.position, 0) + 1;
	NEW.hash := audit_hash(coalesce(last.hash, ''), NEW.position, NEW.at, NEW.actor, NEW.act, NEW.subject, NEW.reason);
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_log_grows BEFORE INSERT OR UPDATE OR DELETE ON "audit_log"
	FOR EACH ROW EXECUTE FUNCTION audit_log_grows();--> statement-breakpoint
CREATE TRIGGER audit_log_stays BEFORE TRUNCATE ON "audit_log"
	FOR EACH STATEMENT EXECUTE FUNCTION audit_log_grows();
