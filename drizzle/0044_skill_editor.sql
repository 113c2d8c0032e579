CREATE TABLE "skill_successors" (
	"old_id" text PRIMARY KEY NOT NULL,
	"skill_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_suggestions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"skill_id" text,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "skill_suggestions_kind" CHECK ("skill_suggestions"."kind" in ('skill', 'alias')),
	CONSTRAINT "skill_suggestions_state" CHECK ("skill_suggestions"."state" in ('open', 'accepted', 'refused') and ("skill_suggestions"."state" = 'open') = ("skill_suggestions"."decided_at" is null)),
	CONSTRAINT "skill_suggestions_name" CHECK (length("skill_suggestions"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"reason" text NOT NULL,
	"suspended_by" text,
	"suspended_at" timestamp with time zone NOT NULL,
	"lift_reason" text,
	"lifted_by" text,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "suspensions_lifted" CHECK (num_nulls("suspensions"."lift_reason", "suspensions"."lifted_at") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "certificates" DROP CONSTRAINT "certificates_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "base_tutors" DROP CONSTRAINT "base_tutors_listing_id_listings_id_fk";
--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "held" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_successors" ADD CONSTRAINT "skill_successors_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_suggestions" ADD CONSTRAINT "skill_suggestions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_suggestions" ADD CONSTRAINT "skill_suggestions_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_suspended_by_accounts_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_lifted_by_accounts_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "skill_successors_skill" ON "skill_successors" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_suggestions_account" ON "skill_suggestions" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "skill_suggestions_skill" ON "skill_suggestions" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_suggestions_open" ON "skill_suggestions" USING btree ("created_at") WHERE "skill_suggestions"."state" = 'open';--> statement-breakpoint
CREATE INDEX "suspensions_account" ON "suspensions" USING btree ("account_id","suspended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "suspensions_standing" ON "suspensions" USING btree ("account_id") WHERE "suspensions"."lifted_at" is null;--> statement-breakpoint
ALTER TABLE "base_tutors" ADD CONSTRAINT "base_tutors_listing_id_bases_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."bases"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_held" CHECK ("skills"."held" <@ array['names', 'parents']::text[]);--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_kind" CHECK ("certificates"."kind" in ('course', 'base'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'caseMoved', 'reportAnswered', 'suggestionAnswered'));