ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "listing_marks" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "listings_closed" ON "listings" USING btree ("closed_at") WHERE "listings"."state" = 'closed';--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'profileViewed', 'weeklyMatches'));