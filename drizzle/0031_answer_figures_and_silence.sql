CREATE TABLE "answer_figures" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"received" integer NOT NULL,
	"answered" integer NOT NULL,
	"median_hours" double precision,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_figures_counts" CHECK ("answer_figures"."answered" between 0 and "answer_figures"."received")
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "answer_figures" ADD CONSTRAINT "answer_figures_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches'));