CREATE TABLE "case_events" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"step" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"account_id" text,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "case_events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_events_step" CHECK ("case_events"."step" in ('reported', 'frozen', 'released', 'upheld', 'dismissed', 'appealed', 'kept', 'overturned', 'lapsed')),
	CONSTRAINT "case_events_words" CHECK (length("case_events"."words") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "case_freezes" (
	"case_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"state_before" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "case_freezes_case_id_listing_id_pk" PRIMARY KEY("case_id","listing_id"),
	CONSTRAINT "case_freezes_state" CHECK ("case_freezes"."state_before" in ('draft', 'open', 'closed', 'frozen'))
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"listing_id" text,
	"organization_id" text,
	"talent_id" text,
	"state" text DEFAULT 'open' NOT NULL,
	"due_on" date,
	"frozen_at" timestamp with time zone,
	"visibility_before" text,
	"outcome" text,
	"decided_at" timestamp with time zone,
	"appealed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_kind" CHECK ("cases"."kind" in ('listing', 'organization', 'talent')),
	CONSTRAINT "cases_state" CHECK ("cases"."state" in ('open', 'decided', 'appealed', 'closed')),
	CONSTRAINT "cases_outcome" CHECK ("cases"."outcome" in ('upheld', 'dismissed', 'overturned')),
	CONSTRAINT "cases_visibility" CHECK ("cases"."visibility_before" in ('hidden', 'verified', 'public')),
	CONSTRAINT "cases_subject" CHECK (case "cases"."kind" when 'talent' then num_nonnulls("cases"."listing_id", "cases"."organization_id") = 0 when 'listing' then "cases"."listing_id" is not null and "cases"."organization_id" is not null and "cases"."talent_id" is null else "cases"."organization_id" is not null and num_nonnulls("cases"."listing_id", "cases"."talent_id") = 0 end),
	CONSTRAINT "cases_progress" CHECK (("cases"."state" = 'open') = ("cases"."decided_at" is null) and num_nulls("cases"."decided_at", "cases"."outcome") in (0, 2) and ("cases"."state" = 'closed') = ("cases"."closed_at" is not null) and ("cases"."state" = 'closed') = ("cases"."due_on" is null))
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"account_id" text,
	"token_hash" text,
	"reason" text DEFAULT 'unsaid' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "reports_reason" CHECK ("reports"."reason" in ('unsaid', 'discrimination', 'fee', 'loan', 'untrue', 'over', 'contact', 'privacy', 'other')),
	CONSTRAINT "reports_words" CHECK (length("reports"."words") <= 1000),
	CONSTRAINT "reports_reporter" CHECK (num_nonnulls("reports"."account_id", "reports"."token_hash") <= 1)
);
--> statement-breakpoint
ALTER TABLE "organizations" DROP CONSTRAINT "organizations_verification";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "talents" ADD COLUMN "frozen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_freezes" ADD CONSTRAINT "case_freezes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_freezes" ADD CONSTRAINT "case_freezes_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_events_case" ON "case_events" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "case_freezes_listing" ON "case_freezes" USING btree ("listing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_listing" ON "cases" USING btree ("listing_id") WHERE "cases"."state" <> 'closed';--> statement-breakpoint
CREATE UNIQUE INDEX "cases_organization" ON "cases" USING btree ("organization_id") WHERE "cases"."state" <> 'closed' and "cases"."kind" = 'organization';--> statement-breakpoint
CREATE UNIQUE INDEX "cases_talent" ON "cases" USING btree ("talent_id") WHERE "cases"."state" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("state","due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_account" ON "reports" USING btree ("case_id","account_id");--> statement-breakpoint
CREATE INDEX "reports_of_account" ON "reports" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "reports_created" ON "reports" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_verification" CHECK ("organizations"."verification" in ('unverified', 'pending', 'verified', 'refused', 'frozen') and ("organizations"."verification" <> 'verified' or ("organizations"."verified_at" is not null and "organizations"."verification_due" is not null)));--> statement-breakpoint
ALTER TABLE "talents" ADD CONSTRAINT "talents_frozen" CHECK ("talents"."frozen_at" is null or "talents"."visibility" = 'hidden');--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
-- The log of a case only grows. What the erasure of a person takes from it is the person and their words.
CREATE FUNCTION case_events_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE'
		AND (NEW.account_id IS NULL OR NEW.account_id = OLD.account_id)
		AND NEW.words IN (OLD.words, '')
		AND (NEW.id, NEW.case_id, NEW.step, NEW.position, NEW.at) = (OLD.id, OLD.case_id, OLD.step, OLD.position, OLD.at)
	THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'The log of a case only grows.' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER case_events_only_grow BEFORE UPDATE OR DELETE ON "case_events"
	FOR EACH ROW EXECUTE FUNCTION case_events_only_grow();
