ALTER TABLE "consents" DROP CONSTRAINT "consents_purpose";--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "organization_id" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "application_id" text;--> statement-breakpoint
CREATE INDEX "consents_organization" ON "consents" USING btree ("organization_id","account_id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_applicationId_unique" UNIQUE("application_id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_recipient" CHECK (("consents"."purpose" = 'application') = ("consents"."application_id" is not null) and num_nulls("consents"."organization_id", "consents"."application_id") in (0, 2));--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('terms', 'privacy', 'age16', 'profileVerified', 'profilePublic', 'profileIndexed', 'application'));--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
-- The ledger is written by what it is about, so that no way of sharing goes without a line in it.
CREATE FUNCTION ledger_of_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO consents (id, account_id, purpose, organization_id, application_id, text_version, given_at)
		SELECT NEW.id, t.account_id, 'application', l.organization_id, NEW.id, '2026-11-29', NEW.created_at
		FROM talents t, listings l WHERE t.id = NEW.talent_id AND l.id = NEW.listing_id;
	ELSIF TG_OP = 'DELETE' THEN
		-- Taken back in the first seconds: as if it had never been sent.
		DELETE FROM consents WHERE application_id = OLD.id;
	ELSIF NEW.state IN ('declined', 'withdrawn', 'expired') THEN
		UPDATE consents SET withdrawn_at = NEW.moved_at WHERE application_id = NEW.id AND withdrawn_at IS NULL;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER ledger_of_application AFTER INSERT OR DELETE OR UPDATE OF state ON "applications"
	FOR EACH ROW EXECUTE FUNCTION ledger_of_application();--> statement-breakpoint
CREATE FUNCTION ledger_of_profile() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	wanted text[] := CASE NEW.visibility WHEN 'public' THEN ARRAY['profileVerified', 'profilePublic'] WHEN 'verified' THEN ARRAY['profileVerified'] ELSE ARRAY[]::text[] END
		|| CASE WHEN NEW.indexable THEN ARRAY['profileIndexed'] ELSE ARRAY[]::text[] END;
BEGIN
	UPDATE consents SET withdrawn_at = now() WHERE account_id = NEW.account_id AND withdrawn_at IS NULL
		AND purpose IN ('profileVerified', 'profilePublic', 'profileIndexed') AND purpose <> ALL(wanted);
	INSERT INTO consents (id, account_id, purpose, text_version)
	SELECT left(replace(gen_random_uuid()::text, '-', ''), 20), NEW.account_id, w.purpose, '2026-11-29' FROM unnest(wanted) AS w(purpose)
	WHERE NOT EXISTS (SELECT FROM consents c WHERE c.account_id = NEW.account_id AND c.purpose = w.purpose AND c.withdrawn_at IS NULL);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER ledger_of_profile AFTER INSERT OR UPDATE OF visibility, indexable ON "talents"
	FOR EACH ROW EXECUTE FUNCTION ledger_of_profile();--> statement-breakpoint
INSERT INTO "consents" ("id", "account_id", "purpose", "organization_id", "application_id", "text_version", "given_at", "withdrawn_at")
SELECT a.id, t.account_id, 'application', l.organization_id, a.id, '2026-11-29', a.created_at,
	CASE WHEN a.state IN ('declined', 'withdrawn', 'expired') THEN a.moved_at END
FROM "applications" a JOIN "talents" t ON t.id = a.talent_id JOIN "listings" l ON l.id = a.listing_id;--> statement-breakpoint
UPDATE "talents" SET "visibility" = "visibility";
