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
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "held" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_successors" ADD CONSTRAINT "skill_successors_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_suggestions" ADD CONSTRAINT "skill_suggestions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_suggestions" ADD CONSTRAINT "skill_suggestions_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "skill_successors_skill" ON "skill_successors" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_suggestions_account" ON "skill_suggestions" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "skill_suggestions_skill" ON "skill_suggestions" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_suggestions_open" ON "skill_suggestions" USING btree ("created_at") WHERE "skill_suggestions"."state" = 'open';--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_held" CHECK ("skills"."held" <@ array['names', 'parents']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'caseMoved', 'reportAnswered', 'suggestionAnswered'));