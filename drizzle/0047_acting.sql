CREATE TABLE "actings" (
	"id" text PRIMARY KEY NOT NULL,
	"session_hash" text,
	"operator_id" text,
	"account_id" text NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "actings_sessionHash_unique" UNIQUE("session_hash"),
	CONSTRAINT "actings_reason" CHECK (length("actings"."reason") between 1 and 300),
	CONSTRAINT "actings_times" CHECK ("actings"."ends_at" > "actings"."started_at" and "actings"."ends_at" <= "actings"."started_at" + interval '30 minutes')
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_session_hash_sessions_id_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."sessions"("id_hash") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_operator_id_accounts_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actings" ADD CONSTRAINT "actings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actings_account" ON "actings" USING btree ("account_id","started_at");--> statement-breakpoint
CREATE INDEX "actings_operator" ON "actings" USING btree ("operator_id");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'studyProof', 'caseMoved', 'reportAnswered', 'suggestionAnswered', 'lookedAt'));