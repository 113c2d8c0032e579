ALTER TABLE "bulk_answer_items" DROP CONSTRAINT "bulk_answer_items_outcome";--> statement-breakpoint
ALTER TABLE "certificates" DROP CONSTRAINT "certificates_kind";--> statement-breakpoint
ALTER TABLE "base_tutors" DROP CONSTRAINT "base_tutors_listing_id_bases_listing_id_fk";
--> statement-breakpoint
ALTER TABLE "base_tutors" ADD CONSTRAINT "base_tutors_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_answer_items" ADD CONSTRAINT "bulk_answer_items_outcome" CHECK ("bulk_answer_items"."outcome" in ('moved', 'waiting', 'changed', 'refused'));--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_kind" CHECK ("certificates"."kind" in ('role', 'course', 'base'));
--> statement-breakpoint
-- The same as in src/lib/applications/moves.ts: a role that is an internship goes on after hiring.
INSERT INTO "application_moves" ("kind", "from_state", "to_state", "mover") VALUES
	('role', 'hired', 'withdrawn', 'talent'),
	('role', 'hired', 'completed', 'organization'),
	('role', 'hired', 'endedEarly', 'organization'),
	('role', 'completed', 'hired', 'organization');
--> statement-breakpoint
CREATE FUNCTION keep_hired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT is_internship(NEW.application_id) THEN
		RAISE EXCEPTION 'a role that is no internship ends with hiring' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_events_hired BEFORE INSERT ON "application_events" FOR EACH ROW
	WHEN (NEW.kind = 'role' AND NEW.from_state IN ('hired', 'completed'))
	EXECUTE FUNCTION keep_hired();
