CREATE TABLE "study_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"talent_id" text NOT NULL,
	"kind" text NOT NULL,
	"degree" text NOT NULL,
	"school" text NOT NULL,
	"name" text,
	"code" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"expires_on" date,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "study_proofs_kind" CHECK ("study_proofs"."kind" in ('enrolment', 'degree')),
	CONSTRAINT "study_proofs_degree" CHECK ("study_proofs"."degree" in ('vocational', 'bachelor', 'master', 'doctor')),
	CONSTRAINT "study_proofs_state" CHECK ("study_proofs"."state" in ('waiting', 'verified', 'refused', 'expired')),
	CONSTRAINT "study_proofs_school" CHECK (length("study_proofs"."school") between 1 and 80),
	CONSTRAINT "study_proofs_given" CHECK (("study_proofs"."state" = 'waiting') = ("study_proofs"."code" is not null) and num_nulls("study_proofs"."code", "study_proofs"."name") in (0, 2)),
	CONSTRAINT "study_proofs_decided" CHECK (("study_proofs"."state" = 'waiting') = ("study_proofs"."decided_at" is null) and ("study_proofs"."state" in ('verified', 'expired')) = ("study_proofs"."expires_on" is not null) and ("study_proofs"."state" = 'refused') = ("study_proofs"."reason" is not null)),
	CONSTRAINT "study_proofs_no_identity_number" CHECK (concat_ws(' ', "study_proofs"."school", "study_proofs"."name", "study_proofs"."code", "study_proofs"."reason") !~ '[0-9]{17}[0-9Xx]|(^|[^0-9])[0-9]{15}([^0-9]|$)')
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "study_proofs" ADD CONSTRAINT "study_proofs_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_proofs" ADD CONSTRAINT "study_proofs_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "study_proofs_waiting" ON "study_proofs" USING btree ("talent_id","kind") WHERE "study_proofs"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "study_proofs_verified" ON "study_proofs" USING btree ("talent_id","kind") WHERE "study_proofs"."state" = 'verified';--> statement-breakpoint
CREATE INDEX "study_proofs_queue" ON "study_proofs" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "study_proofs_end" ON "study_proofs" USING btree ("expires_on") WHERE "study_proofs"."state" = 'verified';--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'studyProof']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'studyProof', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'studyProof', 'caseMoved', 'reportAnswered', 'suggestionAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'studyProof', 'weeklyMatches'));