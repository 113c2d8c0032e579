CREATE TABLE "match_digests" (
	"account_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "match_digests" ADD CONSTRAINT "match_digests_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed', 'weeklyMatches'));