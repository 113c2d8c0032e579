ALTER TABLE "consents" DROP CONSTRAINT "consents_applicationId_unique";--> statement-breakpoint
ALTER TABLE "consents" DROP CONSTRAINT "consents_recipient";--> statement-breakpoint
DROP INDEX "consents_ended";--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "member_id" text;--> statement-breakpoint
CREATE INDEX "consents_application" ON "consents" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_sender" ON "consents" USING btree ("application_id") WHERE "consents"."member_id" is null;--> statement-breakpoint
CREATE INDEX "consents_ended" ON "consents" USING btree ("organization_id","application_id") WHERE "consents"."withdrawn_at" is not null and "consents"."member_id" is null;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_recipient" CHECK (("consents"."purpose" = 'application') = ("consents"."application_id" is not null) and num_nulls("consents"."organization_id", "consents"."application_id") in (0, 2)
				and ("consents"."member_id" is null or "consents"."application_id" is not null));--> statement-breakpoint
-- Whoever confirms that they apply along shares too: a line of their own, under the name of their place in the team.
CREATE FUNCTION ledger_of_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'confirmed' THEN
		INSERT INTO consents (id, account_id, purpose, organization_id, application_id, member_id, text_version, given_at)
		SELECT NEW.id, t.account_id, 'application', a.organization_id, a.id, NEW.id, '2026-11-29', coalesce(NEW.answered_at, now())
		FROM talents t, applications a WHERE t.id = NEW.talent_id AND a.id = NEW.application_id
		ON CONFLICT (id) DO NOTHING;
	ELSE
		UPDATE consents SET withdrawn_at = coalesce(NEW.answered_at, now()) WHERE id = NEW.id AND withdrawn_at IS NULL;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER ledger_of_member AFTER INSERT OR UPDATE OF state ON "team_members"
	FOR EACH ROW EXECUTE FUNCTION ledger_of_member();--> statement-breakpoint
INSERT INTO "consents" ("id", "account_id", "purpose", "organization_id", "application_id", "member_id", "text_version", "given_at", "withdrawn_at")
SELECT m.id, t.account_id, 'application', a.organization_id, a.id, m.id, '2026-11-29', coalesce(m.answered_at, m.asked_at),
	CASE WHEN a.state IN ('declined', 'withdrawn', 'expired') THEN a.moved_at END
FROM "team_members" m JOIN "talents" t ON t.id = m.talent_id JOIN "applications" a ON a.id = m.application_id
WHERE m.state = 'confirmed';
