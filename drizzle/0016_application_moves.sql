CREATE TABLE "application_events" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"mover" text NOT NULL,
	"account_id" text,
	"reason" text DEFAULT '' NOT NULL,
	"meets_at" timestamp with time zone,
	"place" text,
	"position" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "application_events_interview" CHECK (num_nulls("application_events"."meets_at", "application_events"."place") in (0, 2) and ("application_events"."meets_at" is null or "application_events"."to_state" = 'interview')),
	CONSTRAINT "application_events_lengths" CHECK (length("application_events"."reason") <= 2000 and length("application_events"."place") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "application_moves" (
	"kind" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"mover" text NOT NULL,
	CONSTRAINT "application_moves_kind_from_state_to_state_mover_pk" PRIMARY KEY("kind","from_state","to_state","mover"),
	CONSTRAINT "application_moves_mover" CHECK ("application_moves"."mover" in ('talent', 'organization', 'system'))
);
--> statement-breakpoint
-- The same moves as in src/lib/applications/moves.ts.
INSERT INTO "application_moves" ("kind", "from_state", "to_state", "mover") VALUES
	('role', 'sent', 'withdrawn', 'talent'),
	('role', 'sent', 'viewed', 'organization'),
	('role', 'sent', 'talking', 'organization'),
	('role', 'sent', 'interview', 'organization'),
	('role', 'sent', 'offer', 'organization'),
	('role', 'sent', 'rejected', 'organization'),
	('role', 'sent', 'expired', 'system'),
	('role', 'viewed', 'withdrawn', 'talent'),
	('role', 'viewed', 'talking', 'organization'),
	('role', 'viewed', 'interview', 'organization'),
	('role', 'viewed', 'offer', 'organization'),
	('role', 'viewed', 'rejected', 'organization'),
	('role', 'viewed', 'expired', 'system'),
	('role', 'talking', 'withdrawn', 'talent'),
	('role', 'talking', 'talking', 'organization'),
	('role', 'talking', 'interview', 'organization'),
	('role', 'talking', 'offer', 'organization'),
	('role', 'talking', 'rejected', 'organization'),
	('role', 'talking', 'expired', 'system'),
	('role', 'interview', 'declined', 'talent'),
	('role', 'interview', 'withdrawn', 'talent'),
	('role', 'interview', 'talking', 'organization'),
	('role', 'interview', 'interview', 'organization'),
	('role', 'interview', 'offer', 'organization'),
	('role', 'interview', 'rejected', 'organization'),
	('role', 'interview', 'expired', 'system'),
	('role', 'offer', 'accepted', 'talent'),
	('role', 'offer', 'declined', 'talent'),
	('role', 'offer', 'withdrawn', 'talent'),
	('role', 'offer', 'rejected', 'organization'),
	('role', 'offer', 'expired', 'system'),
	('role', 'accepted', 'withdrawn', 'talent'),
	('role', 'accepted', 'hired', 'organization'),
	('role', 'accepted', 'rejected', 'organization'),
	('course', 'sent', 'withdrawn', 'talent'),
	('course', 'sent', 'viewed', 'organization'),
	('course', 'sent', 'admitted', 'organization'),
	('course', 'sent', 'waiting', 'organization'),
	('course', 'sent', 'rejected', 'organization'),
	('course', 'sent', 'expired', 'system'),
	('course', 'viewed', 'withdrawn', 'talent'),
	('course', 'viewed', 'admitted', 'organization'),
	('course', 'viewed', 'waiting', 'organization'),
	('course', 'viewed', 'rejected', 'organization'),
	('course', 'viewed', 'expired', 'system'),
	('course', 'waiting', 'declined', 'talent'),
	('course', 'waiting', 'withdrawn', 'talent'),
	('course', 'waiting', 'admitted', 'organization'),
	('course', 'waiting', 'rejected', 'organization'),
	('course', 'waiting', 'admitted', 'system'),
	('course', 'waiting', 'expired', 'system'),
	('course', 'admitted', 'enrolled', 'talent'),
	('course', 'admitted', 'declined', 'talent'),
	('course', 'admitted', 'withdrawn', 'talent'),
	('course', 'admitted', 'enrolled', 'organization'),
	('course', 'admitted', 'rejected', 'organization'),
	('course', 'admitted', 'expired', 'system'),
	('course', 'enrolled', 'withdrawn', 'talent'),
	('course', 'enrolled', 'completed', 'organization'),
	('course', 'enrolled', 'endedEarly', 'organization'),
	('base', 'sent', 'withdrawn', 'talent'),
	('base', 'sent', 'viewed', 'organization'),
	('base', 'sent', 'admitted', 'organization'),
	('base', 'sent', 'waiting', 'organization'),
	('base', 'sent', 'rejected', 'organization'),
	('base', 'sent', 'expired', 'system'),
	('base', 'viewed', 'withdrawn', 'talent'),
	('base', 'viewed', 'admitted', 'organization'),
	('base', 'viewed', 'waiting', 'organization'),
	('base', 'viewed', 'rejected', 'organization'),
	('base', 'viewed', 'expired', 'system'),
	('base', 'waiting', 'declined', 'talent'),
	('base', 'waiting', 'withdrawn', 'talent'),
	('base', 'waiting', 'admitted', 'organization'),
	('base', 'waiting', 'rejected', 'organization'),
	('base', 'waiting', 'admitted', 'system'),
	('base', 'waiting', 'expired', 'system'),
	('base', 'admitted', 'enrolled', 'talent'),
	('base', 'admitted', 'declined', 'talent'),
	('base', 'admitted', 'withdrawn', 'talent'),
	('base', 'admitted', 'enrolled', 'organization'),
	('base', 'admitted', 'rejected', 'organization'),
	('base', 'admitted', 'expired', 'system'),
	('base', 'enrolled', 'withdrawn', 'talent'),
	('base', 'enrolled', 'completed', 'organization'),
	('base', 'enrolled', 'endedEarly', 'organization');
--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "kind" text;
--> statement-breakpoint
UPDATE "applications" a SET "kind" = l."kind" FROM "listings" l WHERE l."id" = a."listing_id";
--> statement-breakpoint
ALTER TABLE "applications" ALTER COLUMN "kind" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "applications" DROP CONSTRAINT "applications_lengths";
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";
--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";
--> statement-breakpoint
ALTER TABLE "applications" DROP CONSTRAINT "applications_listing_id_listings_id_fk";
--> statement-breakpoint
DROP INDEX "applications_listing";
--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "moved_at" timestamp with time zone DEFAULT now() NOT NULL;
--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_listing_id_kind_listings_id_kind_fk" FOREIGN KEY ("listing_id","kind") REFERENCES "public"."listings"("id","kind") ON DELETE restrict ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "applications_run_waiting" ON "applications" USING btree ("run_id","moved_at") WHERE "applications"."state" = 'waiting';
--> statement-breakpoint
CREATE INDEX "applications_period_waiting" ON "applications" USING btree ("period_id","moved_at") WHERE "applications"."state" = 'waiting';
--> statement-breakpoint
CREATE INDEX "applications_unanswered" ON "applications" USING btree ("created_at") WHERE "applications"."state" in ('sent', 'viewed');
--> statement-breakpoint
CREATE INDEX "applications_listing" ON "applications" USING btree ("listing_id","state","moved_at");
--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_lengths" CHECK (length("applications"."letter") <= 5000);
--> statement-breakpoint
-- Conversations belong to roles: what a course or base talked about was opened. What had ended stays ended, for the
-- same person may have applied again.
UPDATE "applications" SET "state" = CASE WHEN "state" = 'hired' THEN 'completed' ELSE 'viewed' END
	WHERE "kind" <> 'role' AND "state" IN ('talking', 'interview', 'offer', 'accepted', 'hired');
--> statement-breakpoint
UPDATE "applications" SET "state" = CASE "state" WHEN 'completed' THEN 'hired' WHEN 'endedEarly' THEN 'rejected' ELSE 'viewed' END
	WHERE "kind" = 'role' AND "state" IN ('admitted', 'waiting', 'enrolled', 'completed', 'endedEarly');
--> statement-breakpoint
UPDATE "applications" SET "moved_at" = CASE WHEN "state" = 'sent' THEN "created_at" ELSE "updated_at" END;
--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_id_kind" UNIQUE("id","kind");
--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_of" FOREIGN KEY ("application_id","kind") REFERENCES "public"."applications"("id","kind") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_move" FOREIGN KEY ("kind","from_state","to_state","mover") REFERENCES "public"."application_moves"("kind","from_state","to_state","mover") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "application_events_application" ON "application_events" USING btree ("application_id","position");
--> statement-breakpoint
-- The history of what was there before: the shortest way to each state; the last words go with its last step.
INSERT INTO "application_events" ("id", "application_id", "kind", "from_state", "to_state", "mover", "reason", "position", "at")
SELECT substr(md5(a."id" || w."position"), 1, 14), a."id", a."kind", w."from_state", w."to_state", w."mover",
	CASE WHEN w."position" = CASE WHEN a."state" IN ('hired', 'completed', 'endedEarly') THEN 3 ELSE 1 END THEN a."answer" ELSE '' END,
	w."position", a."moved_at"
FROM "applications" a JOIN (VALUES
	('viewed', 'sent', 'viewed', 'organization', 1), ('talking', 'sent', 'talking', 'organization', 1),
	('interview', 'sent', 'interview', 'organization', 1), ('offer', 'sent', 'offer', 'organization', 1),
	('rejected', 'sent', 'rejected', 'organization', 1), ('withdrawn', 'sent', 'withdrawn', 'talent', 1),
	('expired', 'sent', 'expired', 'system', 1), ('admitted', 'sent', 'admitted', 'organization', 1),
	('waiting', 'sent', 'waiting', 'organization', 1),
	('accepted', 'sent', 'offer', 'organization', 1), ('accepted', 'offer', 'accepted', 'talent', 2),
	('hired', 'sent', 'offer', 'organization', 1), ('hired', 'offer', 'accepted', 'talent', 2), ('hired', 'accepted', 'hired', 'organization', 3),
	('enrolled', 'sent', 'admitted', 'organization', 1), ('enrolled', 'admitted', 'enrolled', 'talent', 2),
	('completed', 'sent', 'admitted', 'organization', 1), ('completed', 'admitted', 'enrolled', 'talent', 2), ('completed', 'enrolled', 'completed', 'organization', 3),
	('endedEarly', 'sent', 'admitted', 'organization', 1), ('endedEarly', 'admitted', 'enrolled', 'talent', 2), ('endedEarly', 'enrolled', 'endedEarly', 'organization', 3)
) AS w ("state", "from_state", "to_state", "mover", "position") ON w."state" = a."state";
--> statement-breakpoint
INSERT INTO "application_events" ("id", "application_id", "kind", "from_state", "to_state", "mover", "position", "at")
SELECT substr(md5(a."id" || w."position"), 1, 14), a."id", a."kind", w."from_state", w."to_state", w."mover", w."position", a."moved_at"
FROM "applications" a JOIN (VALUES
	('role', 'sent', 'offer', 'organization', 1), ('role', 'offer', 'declined', 'talent', 2),
	('place', 'sent', 'admitted', 'organization', 1), ('place', 'admitted', 'declined', 'talent', 2)
) AS w ("machine", "from_state", "to_state", "mover", "position") ON (w."machine" = 'role') = (a."kind" = 'role')
WHERE a."state" = 'declined';
--> statement-breakpoint
ALTER TABLE "applications" DROP COLUMN "answer";
--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed']::text[]);
--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed']::text[]);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed'));
--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed'));
--> statement-breakpoint
-- An event is the only way to move an application: it is applied as it is written, and only from the state it names.
CREATE FUNCTION apply_application_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE applications SET
		state = NEW.to_state, moved_at = NEW.at, updated_at = NEW.at,
		version = version + CASE WHEN NEW.to_state = 'viewed' THEN 0 ELSE 1 END,
		viewed_at = CASE WHEN NEW.mover = 'organization' THEN coalesce(viewed_at, NEW.at) ELSE viewed_at END,
		answered_at = CASE WHEN NEW.mover = 'organization' AND NEW.to_state <> 'viewed' THEN coalesce(answered_at, NEW.at) ELSE answered_at END
	WHERE id = NEW.application_id AND state = NEW.from_state;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the application is not in the state the event moves it from' USING ERRCODE = 'check_violation';
	END IF;
	SELECT coalesce(max(position), 0) + 1 INTO NEW.position FROM application_events WHERE application_id = NEW.application_id;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_events_apply BEFORE INSERT ON "application_events" FOR EACH ROW EXECUTE FUNCTION apply_application_event();
--> statement-breakpoint
CREATE FUNCTION keep_application_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'sent' THEN
			RAISE EXCEPTION 'an application starts as sent' USING ERRCODE = 'check_violation';
		END IF;
	ELSIF NEW.state IS DISTINCT FROM OLD.state AND pg_trigger_depth() < 2 THEN
		RAISE EXCEPTION 'an application is moved by its events' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER applications_state BEFORE INSERT OR UPDATE OF "state" ON "applications" FOR EACH ROW EXECUTE FUNCTION keep_application_state();
--> statement-breakpoint
-- History is not rewritten: events go only with their application, and lose only the account of who is erased.
CREATE FUNCTION keep_application_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() < 2 THEN
		RAISE EXCEPTION 'events of applications stay as they were' USING ERRCODE = 'check_violation';
	END IF;
	RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER application_events_keep BEFORE UPDATE OR DELETE ON "application_events" FOR EACH ROW EXECUTE FUNCTION keep_application_event();
