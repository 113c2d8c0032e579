CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"talent_id" text NOT NULL,
	"invited_by" text,
	"state" text DEFAULT 'sent' NOT NULL,
	"reason" text NOT NULL,
	"decline_reason" text DEFAULT '' NOT NULL,
	"application_id" text,
	"expires_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_state" CHECK ("invitations"."state" in ('sent', 'accepted', 'declined', 'withdrawn', 'expired')),
	CONSTRAINT "invitations_lengths" CHECK (length("invitations"."reason") between 1 and 1000 and length("invitations"."decline_reason") <= 500)
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "talents" ADD COLUMN "accepts_invitations" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_accounts_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_active" ON "invitations" USING btree ("listing_id","talent_id") WHERE "invitations"."state" not in ('withdrawn', 'expired');--> statement-breakpoint
CREATE INDEX "invitations_organization" ON "invitations" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "invitations_talent" ON "invitations" USING btree ("talent_id","created_at");--> statement-breakpoint
CREATE INDEX "invitations_application" ON "invitations" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "invitations_waiting" ON "invitations" USING btree ("expires_at") WHERE "invitations"."state" = 'sent';--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationAnswered', 'invited', 'invitationAnswered', 'profileViewed'));