CREATE TABLE "team_members" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"email" text NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"talent_id" text,
	"share_email" boolean DEFAULT false NOT NULL,
	"share_phone" boolean DEFAULT false NOT NULL,
	"share_wechat" boolean DEFAULT false NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "team_members_state" CHECK ("team_members"."state" in ('asked', 'confirmed', 'declined')),
	CONSTRAINT "team_members_email" CHECK ("team_members"."email" = lower("team_members"."email") and length("team_members"."email") between 3 and 254),
	CONSTRAINT "team_members_confirmed" CHECK (("team_members"."state" = 'confirmed') = ("team_members"."talent_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "application_drafts" ADD COLUMN "team" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_email" ON "team_members" USING btree ("application_id","email");--> statement-breakpoint
CREATE INDEX "team_members_asked" ON "team_members" USING btree ("email");--> statement-breakpoint
CREATE INDEX "team_members_talent" ON "team_members" USING btree ("talent_id");--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches'));