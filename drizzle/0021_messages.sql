CREATE TABLE "conversations" (
	"application_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"talent_id" text NOT NULL,
	"messages" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_readers" (
	"application_id" text NOT NULL,
	"account_id" text NOT NULL,
	"side" text NOT NULL,
	"read_to" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	"waiting_since" timestamp with time zone,
	CONSTRAINT "message_readers_application_id_account_id_pk" PRIMARY KEY("application_id","account_id"),
	CONSTRAINT "message_readers_side" CHECK ("message_readers"."side" in ('talent', 'organization'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"position" integer NOT NULL,
	"side" text NOT NULL,
	"account_id" text,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_side" CHECK ("messages"."side" in ('talent', 'organization')),
	CONSTRAINT "messages_text" CHECK (length("messages"."text") between 1 and 4000)
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_readers" ADD CONSTRAINT "message_readers_application_id_conversations_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."conversations"("application_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_readers" ADD CONSTRAINT "message_readers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_application_id_conversations_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."conversations"("application_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_organization" ON "conversations" USING btree ("organization_id","last_at");--> statement-breakpoint
CREATE INDEX "conversations_talent" ON "conversations" USING btree ("talent_id","last_at");--> statement-breakpoint
CREATE INDEX "message_readers_account" ON "message_readers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "message_readers_waiting" ON "message_readers" USING btree ("waiting_since") WHERE "message_readers"."waiting_since" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_conversation" ON "messages" USING btree ("application_id","position");--> statement-breakpoint
CREATE INDEX "messages_account" ON "messages" USING btree ("account_id");--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'profileViewed', 'weeklyMatches'));--> statement-breakpoint
-- Who chose before there were messages gets the mails that come without a choice.
UPDATE "notice_settings" SET "mailed" = array_append("mailed", 'messageReceived');--> statement-breakpoint
-- What changes is told to every process of the site: whom it concerns, and what it is about. Only ids.
CREATE FUNCTION tell_live_application(application text) RETURNS void LANGUAGE sql AS $$
	SELECT pg_notify('live', whom || ' application:' || a.id)
	FROM applications a
	JOIN talents t ON t.id = a.talent_id
	JOIN listings l ON l.id = a.listing_id
	CROSS JOIN LATERAL (VALUES ('account:' || t.account_id), ('organization:' || l.organization_id)) AS told (whom)
	WHERE a.id = application;
$$;--> statement-breakpoint
CREATE FUNCTION live_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM tell_live_application(NEW.application_id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION live_released_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM tell_live_application(NEW.id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION live_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('live', 'account:' || NEW.account_id || ' notice');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION live_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('live', 'session:' || OLD.id_hash || ' end');
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER live AFTER INSERT ON "application_events" FOR EACH ROW EXECUTE FUNCTION live_application();--> statement-breakpoint
CREATE TRIGGER live AFTER UPDATE ON "applications" FOR EACH ROW
	WHEN (OLD.held_until IS NOT NULL AND NEW.held_until IS NULL) EXECUTE FUNCTION live_released_application();--> statement-breakpoint
CREATE TRIGGER live AFTER INSERT OR UPDATE ON "conversations" FOR EACH ROW EXECUTE FUNCTION live_application();--> statement-breakpoint
CREATE TRIGGER live AFTER UPDATE ON "message_readers" FOR EACH ROW
	WHEN (OLD.read_to < NEW.read_to) EXECUTE FUNCTION live_application();--> statement-breakpoint
CREATE TRIGGER live AFTER INSERT OR UPDATE ON "notices" FOR EACH ROW EXECUTE FUNCTION live_notice();--> statement-breakpoint
CREATE TRIGGER live AFTER DELETE ON "sessions" FOR EACH ROW EXECUTE FUNCTION live_session();
